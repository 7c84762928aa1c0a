import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Failprep
import ".."

// What was understood so far. What may still change is fainter.
Card {
    id: card

    required property PracticeView view

    objectName: "wordsCard"

    function escaped(text: string): string {
        return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
    }

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.cardPadding
        spacing: Theme.gapSmall

        RowLayout {
            spacing: Theme.gapSmall

            SectionTitle {
                text: qsTr("Live transcript")
            }

            Chip {
                text: qsTr("on this computer")
                interactive: false
            }

            Item {
                Layout.fillWidth: true
            }

            AppButton {
                objectName: "hideWords"
                text: qsTr("Hide")
                kind: "quiet"
                Accessible.name: qsTr("Hide the live transcript")
                onClicked: card.view.take.show_words(false)
            }
        }

        Flickable {
            id: flick

            Layout.fillWidth: true
            Layout.fillHeight: true
            contentHeight: words.implicitHeight
            contentY: Math.max(0, contentHeight - height)
            clip: true
            interactive: false

            AppText {
                id: words

                objectName: "liveWords"
                width: flick.width
                text: card.escaped(card.view.take.final_words) + " <font color=\"" + Theme.textFaint + "\">" + card.escaped(card.view.take.tentative_words) + "</font>"
                textFormat: Text.StyledText
                font.pixelSize: Theme.live
                lineHeight: Theme.readingLine
                Accessible.name: card.view.take.final_words + " " + card.view.take.tentative_words
            }
        }
    }
}
