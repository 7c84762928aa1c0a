import QtQuick
import QtQuick.Layouts
import Failprep
import ".."
import "../.."

// On an answer to a follow-up: what it did for the check that was probed.
Card {
    id: card

    required property ReplyView reply

    objectName: "replyCard"
    quiet: true
    implicitHeight: rows.implicitHeight + 2 * Theme.gap + 4
    Accessible.role: Accessible.Grouping
    Accessible.name: title.text

    ColumnLayout {
        id: rows

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.margins: Theme.gap + 2
        spacing: Theme.gapTiny

        AppText {
            id: title

            text: qsTr("This answered a follow-up")
            color: Theme.accentText
            font.pixelSize: Theme.small
            font.weight: Theme.semiBold
            Layout.fillWidth: true
            Accessible.role: Accessible.Heading
        }

        AppText {
            objectName: "replyLine"
            visible: text !== ""
            text: card.reply.line + (card.reply.uncertain ? qsTr(" It is a close call.") : "")
            color: card.reply.met ? Theme.goodText : Theme.text
            font.weight: Theme.medium
            Layout.fillWidth: true
        }

        AppText {
            visible: text !== ""
            text: card.reply.advice
            color: Theme.textSoft
            font.pixelSize: Theme.small
            Layout.fillWidth: true
        }

        LinkText {
            objectName: "firstAnswer"
            text: qsTr("See the first answer")
            Accessible.description: card.reply.prompt
            onClicked: card.reply.open_first()
        }

        LinkText {
            objectName: "wholeRubric"
            text: card.reply.alone ? qsTr("Hold it against the whole rubric") : qsTr("Put the whole rubric away")
            onClicked: card.reply.show_whole(card.reply.alone)
        }
    }
}
