import QtQuick
import ".."

// Whether anything may leave this computer.
Rectangle {
    id: card

    required property bool offline

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
                width: 9
                height: 9
                radius: 4.5
                color: card.offline ? Theme.good : Theme.info
                anchors.verticalCenter: parent.verticalCenter
            }

            AppText {
                id: title

                text: card.offline ? qsTr("Offline") : qsTr("Network allowed")
                color: card.offline ? Theme.goodText : Theme.text
                font.pixelSize: Theme.caption
                font.weight: Theme.semiBold
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }

        AppText {
            id: detail

            width: parent.width
            text: card.offline ? qsTr("Nothing leaves this computer.") : qsTr("Only for what you ask for in Settings.")
            color: Theme.textSoft
            font.pixelSize: Theme.caption
            Accessible.ignored: true
        }
    }
}
