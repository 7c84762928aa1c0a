import QtQuick
import Failprep
import ".."
import "../.."

// The user's own name and note for a take.
TakeDialog {
    id: dialog

    required property HistoryView view
    property int takeId: 0

    function show(take: TakeItem): void {
        takeId = take.take_id;
        name.text = take.title;
        note.text = take.note;
        open();
        name.forceActiveFocus();
    }

    function save(): void {
        view.describe(takeId, name.text, note.text);
        close();
    }

    objectName: "describeDialog"
    title: qsTr("Name and note")

    AppTextField {
        id: name

        objectName: "describeName"
        placeholderText: qsTr("Name of this story")
        maximumLength: 120
        width: parent.width
        Keys.onReturnPressed: dialog.save()
    }

    AppTextField {
        id: note

        objectName: "describeNote"
        placeholderText: qsTr("Note to yourself")
        width: parent.width
        Keys.onReturnPressed: dialog.save()
    }

    Row {
        spacing: Theme.gapSmall
        anchors.right: parent.right

        AppButton {
            text: qsTr("Cancel")
            onClicked: dialog.close()
        }

        AppButton {
            objectName: "describeSave"
            text: qsTr("Save")
            kind: "accent"
            onClicked: dialog.save()
        }
    }
}
