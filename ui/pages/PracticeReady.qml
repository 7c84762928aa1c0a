import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Failprep
import "../parts"
import ".."

// The question, and the button that begins.
Item {
    id: ready

    required property PracticeView view
    readonly property bool thinking: view.state === "thinking"
    readonly property real taken: rescue.visible ? rescue.height + Theme.gap : 0 // by what comes now and then
    readonly property bool cramped: height - taken < Theme.shortWindow * Theme.textScale

    signal picker_requested

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.pageMargin
        anchors.topMargin: Theme.gapLarge + Theme.gapSmall
        anchors.bottomMargin: Theme.gapLarge + Theme.gapSmall
        spacing: Theme.gap

        RescueCard {
            id: rescue

            Layout.fillWidth: true
            rescue: ready.view.rescue
        }

        PromptBar {
            Layout.fillWidth: true
            prompts: ready.view.prompts
            free: !ready.thinking
            onPicker_requested: ready.picker_requested()
        }

        Flickable {
            id: scroll

            objectName: "questionScroll"
            Layout.fillWidth: true
            Layout.fillHeight: true
            contentHeight: Math.max(height, middle.implicitHeight)
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            interactive: contentHeight > height
            ScrollBar.vertical: AppScrollBar {}

            ColumnLayout {
                id: middle

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                anchors.leftMargin: scroll.interactive ? Theme.gap : 0 // beside the scroll bar
                anchors.rightMargin: anchors.leftMargin
                spacing: ready.cramped ? Theme.gap : Theme.gapLarge

                AppText {
                    objectName: "promptText"
                    Layout.alignment: Qt.AlignHCenter
                    Layout.fillWidth: true
                    Layout.maximumWidth: Theme.readingWidth
                    text: ready.view.prompts.text
                    font.pixelSize: ready.cramped ? Theme.heading * 1.2 : Theme.display
                    font.weight: Theme.bold
                    font.letterSpacing: Theme.tight
                    lineHeight: 1.02
                    horizontalAlignment: Text.AlignHCenter
                    Accessible.role: Accessible.Heading
                }

                AppText {
                    objectName: "listensFor"
                    Layout.alignment: Qt.AlignHCenter
                    Layout.fillWidth: true
                    Layout.maximumWidth: Theme.readingWidth * 0.76
                    visible: ready.view.prompts.listens_for !== ""
                    text: ready.view.prompts.listens_for
                    color: Theme.textSoft
                    font.pixelSize: Theme.small
                    lineHeight: 1.2
                    horizontalAlignment: Text.AlignHCenter
                }

                PracticeChips {
                    Layout.alignment: Qt.AlignHCenter
                    Layout.fillWidth: true
                    Layout.topMargin: Theme.gapSmall
                    enabled: !ready.thinking
                    view: ready.view
                }

                RecordButton {
                    objectName: "recordButton"
                    Layout.alignment: Qt.AlignHCenter
                    visible: !ready.thinking
                    size: ready.cramped ? Theme.recordSizeSmall : Theme.recordSize
                    level: ready.view.microphone.level
                    onClicked: ready.view.toggle()
                }

                ThinkRing {
                    objectName: "thinkRing"
                    Layout.alignment: Qt.AlignHCenter
                    visible: ready.thinking
                    size: ready.cramped ? Theme.recordSizeSmall : Theme.recordSize
                    fraction: ready.view.think_fraction
                    remaining: ready.view.think_left
                }

                AppText {
                    Layout.alignment: Qt.AlignHCenter
                    Layout.fillWidth: true
                    text: ready.thinking ? qsTr("Think. Then it records by itself. <b>Space</b> starts now, <b>Esc</b> goes back.") : qsTr("Press <b>Space</b> to start. You can pause to think: it never stops by itself.")
                    textFormat: Text.StyledText
                    color: Theme.textSoft
                    font.pixelSize: Theme.small
                    horizontalAlignment: Text.AlignHCenter
                }
            }
        }

        OpenQuestionCard {
            visible: questions.offered && !ready.thinking && !ready.view.prompts.follow_up
            questions: ready.view.open_questions
            slim: ready.cramped
            Layout.fillWidth: true
        }

        MicrophoneCard {
            Layout.fillWidth: true
            microphone: ready.view.microphone
        }
    }
}
