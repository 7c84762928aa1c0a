import QtQuick
import QtQuick.Controls.Basic
import ".."

// A question that must be answered before anything else. Give it a title, a text and the two answers.
Popup {
    id: dialog

    property string title: ""
    property string text: ""
    property string yes: ""
    property string no: qsTr("Cancel")
    property bool dangerous: false

    signal accepted
    signal rejected

    parent: Overlay.overlay
    anchors.centerIn: parent
    width: Math.min(Theme.dialogWidth, (parent?.width ?? 0) - 2 * Theme.pageMargin)
    padding: Theme.gapLarge + Theme.gapTiny
    modal: true
    focus: true
    closePolicy: Popup.NoAutoClose
    onOpened: noButton.forceActiveFocus(Qt.TabFocusReason)

    contentItem: FocusScope {
        implicitHeight: column.implicitHeight
        focus: true
        Keys.onEscapePressed: dialog.rejected()
        Accessible.role: Accessible.Dialog
        Accessible.name: dialog.title

        Column {
            id: column

            width: parent.width
            spacing: Theme.gap

            AppText {
                width: parent.width
                text: dialog.title
                font.pixelSize: Theme.title
                font.weight: Theme.semiBold
            }

            AppText {
                width: parent.width
                visible: text !== ""
                text: dialog.text
                color: Theme.textSoft
            }

            Row {
                anchors.right: parent.right
                spacing: Theme.gapSmall
                topPadding: Theme.gapSmall

                AppButton {
                    id: noButton

                    objectName: dialog.objectName + "No"
                    text: dialog.no
                    onClicked: dialog.rejected()
                }

                AppButton {
                    objectName: dialog.objectName + "Yes"
                    text: dialog.yes
                    kind: dialog.dangerous ? "danger" : "accent"
                    onClicked: dialog.accepted()
                }
            }
        }
    }

    background: Card {}

    Overlay.modal: Rectangle {
        color: Theme.veil
    }
}
