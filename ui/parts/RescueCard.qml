import QtQuick
import QtQuick.Layouts
import Failprep
import ".."

// A take that was cut off, offered once more.
Card {
    id: card

    required property RescueView rescue

    objectName: "rescueCard"
    visible: rescue.offered
    implicitHeight: row.implicitHeight + 2 * Theme.gap
    border.color: Theme.accent
    Accessible.role: Accessible.AlertMessage
    Accessible.name: rescue.title

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.cardPadding
        anchors.rightMargin: Theme.cardPadding
        spacing: Theme.gapSmall

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2

            AppText {
                Layout.fillWidth: true
                text: card.rescue.title
                font.weight: Theme.medium
            }

            AppText {
                Layout.fillWidth: true
                visible: text !== ""
                text: card.rescue.question
                color: Theme.textSoft
                font.pixelSize: Theme.small
                maximumLineCount: 1
                elide: Text.ElideRight
            }
        }

        AppButton {
            objectName: "keepRescued"
            text: qsTr("Keep it")
            kind: "accent"
            enabled: !card.rescue.busy
            onClicked: card.rescue.keep()
        }

        AppButton {
            objectName: "throwRescuedAway"
            text: qsTr("Throw it away")
            enabled: !card.rescue.busy
            onClicked: card.rescue.throw_away()
        }
    }
}
