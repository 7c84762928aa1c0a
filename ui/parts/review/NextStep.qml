import QtQuick
import ".."
import "../.."

// The one thing to change in the next take.
Card {
    id: card

    required property string text

    quiet: true
    implicitHeight: words.implicitHeight + 2 * Theme.gap + 4
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("One thing for the next take")

    Column {
        id: words

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.margins: Theme.gap + 2
        spacing: Theme.gapTiny

        AppText {
            text: qsTr("One thing for the next take")
            color: Theme.accentText
            font.pixelSize: Theme.small
            font.weight: Theme.semiBold
            width: parent.width
            Accessible.role: Accessible.Heading
        }

        AppText {
            objectName: "nextStep"
            text: card.text
            width: parent.width
        }
    }
}
