import QtQuick
import Failprep
import ".."
import "../.."

// Play, and more. The keyboard reaches both through the list, so they stay out of the way of Tab.
Row {
    id: buttons

    required property TakeItem take
    readonly property HistoryView view: take.view

    spacing: 2

    IconButton {
        objectName: "play_" + buttons.take.take_id
        enabled: buttons.take.has_audio
        name: buttons.take.playing ? qsTr("Pause") : buttons.take.has_audio ? qsTr("Play") : qsTr("The audio was deleted")
        iconName: buttons.take.playing ? "pause" : "play"
        size: Theme.controlHeight - 4
        focusPolicy: Qt.NoFocus
        onClicked: buttons.view.toggle_play(buttons.take.take_id)
    }

    IconButton {
        id: more

        objectName: "more_" + buttons.take.take_id
        name: qsTr("More")
        iconName: "more"
        bare: true
        ink: Theme.textFaint
        size: Theme.controlHeight - 4
        focusPolicy: Qt.NoFocus
        onClicked: menu.popup(more, more.width - menu.width, height + 4)

        AppMenu {
            id: menu

            AppMenuItem {
                text: qsTr("Open")
                onTriggered: buttons.view.open(buttons.take.take_id)
            }

            AppMenuItem {
                text: qsTr("Name and note…")
                onTriggered: buttons.take.describe_requested()
            }

            AppMenuItem {
                text: qsTr("Delete…")
                kind: "danger"
                onTriggered: buttons.take.delete_requested()
            }
        }
    }
}
