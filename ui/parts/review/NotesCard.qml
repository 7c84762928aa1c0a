import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Failprep
import ".."
import "../.."

// The user's note on a take; saved as it is typed.
Card {
    id: card

    required property TakeHeader header

    implicitHeight: rows.implicitHeight + 2 * Theme.cardPadding

    ColumnLayout {
        id: rows

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.margins: Theme.cardPadding
        spacing: Theme.gapSmall

        SectionTitle {
            text: qsTr("Note to yourself")
            Layout.fillWidth: true
        }

        TextArea {
            id: note

            objectName: "takeNote"
            text: card.header.note
            placeholderText: qsTr("What you want to remember about this take")
            placeholderTextColor: Theme.textFaint
            color: Theme.text
            selectionColor: Theme.info
            selectedTextColor: Theme.window
            font.family: Theme.family
            font.pixelSize: Theme.small
            wrapMode: TextEdit.Wrap
            selectByMouse: true
            padding: Theme.gapSmall + 2
            Accessible.name: qsTr("Note to yourself")
            Keys.onTabPressed: nextItemInFocusChain().forceActiveFocus(Qt.TabFocusReason)
            Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
            Layout.fillWidth: true
            Layout.minimumHeight: Math.round(64 * Theme.textScale)
            onTextChanged: if (activeFocus)
                card.header.write_note(text)
            onEditingFinished: card.header.save()

            background: Rectangle {
                radius: Theme.radiusSmall
                color: Theme.raised
                border.width: note.activeFocus ? Theme.focusWidth : Theme.hairline
                border.color: note.activeFocus ? Theme.focus : Theme.line
            }
        }
    }
}
