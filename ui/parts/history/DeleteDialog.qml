import QtQuick
import Failprep
import ".."
import "../.."

// What shall go: the recording alone, or everything about the take. It cannot be undone, so keeping has the focus.
TakeDialog {
    id: dialog

    required property HistoryView view
    property int takeId: 0
    property bool hasAudio: true
    property string spoken: ""

    function show(take: TakeItem): void {
        takeId = take.take_id;
        hasAudio = take.has_audio;
        spoken = take.spoken;
        open();
    }

    function remove(audioOnly: bool): void {
        close();
        view.delete(takeId, audioOnly);
    }

    objectName: "deleteDialog"
    title: qsTr("Delete this take?")
    onOpened: keepButton.forceActiveFocus(Qt.TabFocusReason)

    AppText {
        text: dialog.spoken
        color: Theme.textSoft
        width: parent.width
    }

    AppText {
        text: dialog.hasAudio ? qsTr("You can delete the recording alone and keep its transcript and review. Neither can be undone.") : qsTr("Its recording is deleted already. This cannot be undone.")
        color: Theme.textSoft
        width: parent.width
    }

    Flow {
        spacing: Theme.gapSmall
        width: parent.width
        topPadding: Theme.gapTiny

        AppButton {
            id: keepButton

            objectName: "deleteNothing"
            text: qsTr("Keep it")
            onClicked: dialog.close()
        }

        AppButton {
            objectName: "deleteAudio"
            visible: dialog.hasAudio
            text: qsTr("Delete the recording")
            kind: "danger"
            onClicked: dialog.remove(true)
        }

        AppButton {
            objectName: "deleteAll"
            text: qsTr("Delete the take")
            kind: "danger"
            onClicked: dialog.remove(false)
        }
    }
}
