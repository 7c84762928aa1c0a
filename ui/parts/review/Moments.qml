pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Failprep
import ".."
import "../.."

// Moments to hear again: press one and it plays, with a breath before it.
ColumnLayout {
    id: list

    required property string title
    required property string none
    property string about: "" // a word on how sure this is
    required property Rows moments
    required property PlayerView player
    readonly property real breath_s: 0.8

    spacing: 6

    AppText {
        text: list.moments.count > 0 ? qsTr("%1 · %2").arg(list.title).arg(list.moments.count) : list.title
        color: Theme.textSoft
        font.pixelSize: Theme.caption
        Layout.fillWidth: true
    }

    AppText {
        visible: list.moments.count === 0
        text: list.none
        color: Theme.textFaint
        font.pixelSize: Theme.small
        Layout.fillWidth: true
    }

    Flow {
        visible: list.moments.count > 0
        spacing: 6
        Layout.fillWidth: true

        Repeater {
            model: list.moments

            Chip {
                required property int index
                required property var model

                objectName: list.objectName + "_" + index
                text: model.text + "  " + model.label
                interactive: list.player.available
                Accessible.name: qsTr("Hear “%1” at %2").arg(model.text).arg(model.label)
                onClicked: list.player.play_range(Math.max(0, model.start_s - list.breath_s), model.end_s + list.breath_s)
            }
        }
    }

    AppText {
        visible: text !== ""
        text: list.about
        color: Theme.textFaint
        font.pixelSize: Theme.caption
        Layout.fillWidth: true
    }
}
