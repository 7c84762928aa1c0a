import QtQuick
import QtQuick.Layouts
import Failprep
import ".."
import "../.."

// One question they would ask next: answer it, hear it, hear what it hangs on; and what the answer did.
RowLayout {
    id: asked

    required property ReviewView view
    required property int index
    required property string question
    required property string about
    required property int anchor
    required property bool answered
    required property int reply
    required property string outcome
    required property bool closed
    readonly property bool hearing: view.follow_ups.hearing === question

    spacing: Theme.gap - 2

    IconButton {
        objectName: "answer_" + asked.index
        name: asked.answered ? qsTr("Answer again: %1").arg(asked.question) : qsTr("Answer aloud: %1").arg(asked.question)
        tip: asked.answered ? qsTr("Answer again") : qsTr("Answer aloud")
        iconName: asked.answered ? "check" : "mic"
        size: Theme.controlHeight - 4
        Layout.alignment: Qt.AlignTop
        onClicked: asked.view.follow_ups.answer(asked.index)
    }

    ColumnLayout {
        spacing: 1
        Layout.fillWidth: true

        AppText {
            text: asked.question
            Layout.fillWidth: true
        }

        LinkText {
            objectName: "anchor_" + asked.index
            text: asked.about
            active: asked.anchor > 0
            quiet: true
            Accessible.description: qsTr("Hear what it hangs on")
            Layout.fillWidth: true
            Layout.maximumWidth: implicitWidth + 1
            onClicked: asked.view.hear_sentence(asked.anchor)
        }

        AppText {
            visible: text !== ""
            text: asked.outcome
            color: asked.closed ? Theme.goodText : Theme.warningText
            font.pixelSize: Theme.caption
            Layout.fillWidth: true
        }

        LinkText {
            objectName: "reply_" + asked.index
            visible: asked.reply > 0
            text: qsTr("See your answer")
            Accessible.name: qsTr("See your answer to: %1").arg(asked.question)
            onClicked: asked.view.follow_ups.open_reply(asked.index)
        }
    }

    IconButton {
        objectName: "hear_" + asked.index
        name: asked.hearing ? qsTr("Stop the voice") : qsTr("Hear it asked: %1").arg(asked.question)
        tip: asked.hearing ? qsTr("Stop") : qsTr("Hear it asked")
        iconName: asked.hearing ? "stop" : "play"
        size: Theme.controlHeight - 4
        bare: true
        ink: Theme.textSoft
        Layout.alignment: Qt.AlignTop
        onClicked: asked.view.follow_ups.hear(asked.index)
    }
}
