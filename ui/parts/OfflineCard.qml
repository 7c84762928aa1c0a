import QtQuick
import ".."

// Whether anything may leave this computer.
Rectangle {
    id: card

    required property bool offline
    required property string goesTo

    implicitHeight: words.implicitHeight + 2 * Theme.gap
    radius: Theme.radiusSmall
    color: Theme.raised
    Accessible.role: Accessible.StaticText
    Accessible.name: title.text + ". " + detail.text

    Column {
        id: words

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.margins: Theme.gap
        spacing: 2

        Row {
            spacing: Theme.gapTiny + 1

            Rectangle {
                width: Theme.dot
                height: Theme.dot
                radius: Theme.dot / 2
                color: card.offline ? Theme.good : Theme.info
                anchors.verticalCenter: parent.verticalCenter
            }

            AppText {
                id: title

                text: card.goesTo !== "" ? qsTr("Online") : card.offline ? qsTr("Offline") : qsTr("Network allowed")
                color: card.offline ? Theme.goodText : Theme.text
                font.pixelSize: Theme.caption
                font.weight: Theme.semiBold
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }

        AppText {
            id: detail

            objectName: "offlineDetail"

            width: parent.width
            text: card.goesTo !== "" ? qsTr("Your transcript goes to %1.").arg(card.goesTo) : card.offline ? qsTr("Nothing leaves this computer.") : qsTr("Only for what you ask for in Settings.")
            color: Theme.textSoft
            font.pixelSize: Theme.caption
            Accessible.ignored: true
        }
    }
}
