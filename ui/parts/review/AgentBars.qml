pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Failprep
import ".."
import "../.."

// Who acts in how many sentences, and where it is others although it went wrong there.
ColumnLayout {
    id: bars

    required property OwnershipView ownership
    required property PlayerView player

    spacing: 5

    AppText {
        text: qsTr("Who acts, in sentences")
        color: Theme.textSoft
        font.pixelSize: Theme.caption
        Layout.fillWidth: true
    }

    Repeater {
        model: bars.ownership.shares

        RowLayout {
            id: bar

            required property string agent
            required property string title
            required property int count
            required property real share

            spacing: Theme.gapSmall
            Layout.fillWidth: true
            Accessible.role: Accessible.StaticText
            Accessible.name: title + ": " + count

            AppText {
                text: bar.title
                font.pixelSize: Theme.small
                wrapMode: Text.NoWrap
                Layout.preferredWidth: Math.round(98 * Theme.textScale)
                Accessible.ignored: true
            }

            Rectangle {
                color: Theme.raised
                radius: 3
                Layout.fillWidth: true
                Layout.preferredHeight: 6

                Rectangle {
                    width: bar.share * parent.width
                    height: parent.height
                    radius: 3
                    color: Theme.agent(bar.agent)
                }
            }

            AppText {
                text: bar.count
                color: Theme.textSoft
                font.pixelSize: Theme.small
                horizontalAlignment: Text.AlignRight
                Layout.preferredWidth: Math.round(24 * Theme.textScale)
                Accessible.ignored: true
            }
        }
    }

    AppText {
        objectName: "ownership"
        visible: text !== ""
        text: bars.ownership.line
        font.pixelSize: Theme.small
        Layout.fillWidth: true
    }

    Moments {
        objectName: "elsewhere"
        visible: bars.ownership.elsewhere.count > 0
        title: qsTr("Others act in what went wrong")
        none: ""
        moments: bars.ownership.elsewhere
        player: bars.player
        Layout.fillWidth: true
        Layout.topMargin: Theme.gapTiny
    }
}
