import QtQuick
import QtQuick.Layouts
import Failprep
import ".."

// A follow-up question that nobody answered yet, offered once more.
Card {
    id: card

    required property OpenQuestionsView questions
    property bool slim: false

    objectName: "openQuestionCard"
    quiet: true
    implicitHeight: row.implicitHeight + 2 * (slim ? Theme.gapTiny : Theme.gapSmall)
    Accessible.role: Accessible.Grouping
    Accessible.name: questions.about + ": " + questions.question

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.cardPadding
        anchors.rightMargin: Theme.gapSmall
        spacing: Theme.gapSmall

        ColumnLayout {
            spacing: 1
            Layout.fillWidth: true

            AppText {
                visible: !card.slim
                text: card.questions.about
                color: Theme.textSoft
                font.pixelSize: Theme.caption
                maximumLineCount: 1
                elide: Text.ElideRight
                Layout.fillWidth: true
            }

            AppText {
                objectName: "openQuestion"
                text: card.questions.question
                maximumLineCount: card.slim ? 1 : 2
                elide: Text.ElideRight
                Layout.fillWidth: true
            }
        }

        AppButton {
            objectName: "answerOpen"
            text: qsTr("Answer it")
            Accessible.name: qsTr("Answer it: %1").arg(card.questions.question)
            onClicked: card.questions.answer()
        }

        IconButton {
            objectName: "anotherOpen"
            visible: card.questions.several
            name: qsTr("Another unanswered question")
            iconName: "right"
            bare: true
            ink: Theme.textSoft
            onClicked: card.questions.another()
        }

        IconButton {
            objectName: "setAsideOpen"
            name: qsTr("Do not ask this again")
            iconName: "cross"
            bare: true
            ink: Theme.textSoft
            onClicked: card.questions.set_aside()
        }
    }
}
