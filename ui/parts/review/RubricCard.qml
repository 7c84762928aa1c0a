pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Failprep
import ".."
import "../.."

// The result: what it comes to in one headline, then the six criteria.
Card {
    id: card

    required property RubricView rubric
    required property string line
    required property bool hasAudio

    implicitHeight: rows.implicitHeight + 2 * Theme.cardPadding - 4

    ColumnLayout {
        id: rows

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.cardPadding
        anchors.topMargin: Theme.cardPadding - 2
        spacing: 0

        RowLayout {
            spacing: Theme.gapSmall

            SectionTitle {
                text: qsTr("Rubric")
            }

            AppText {
                objectName: "guessLine"
                text: card.line
                color: Theme.textFaint
                font.pixelSize: Theme.caption
                horizontalAlignment: Text.AlignRight
                Layout.fillWidth: true
            }
        }

        AppText {
            objectName: "headline"
            text: card.rubric.headline
            font.pixelSize: Theme.title
            font.weight: Theme.bold
            font.letterSpacing: -0.2
            Layout.fillWidth: true
            Layout.topMargin: Theme.gapSmall + 2
            Accessible.role: Accessible.Heading
        }

        AppText {
            text: card.rubric.headline_text
            color: Theme.textSoft
            font.pixelSize: Theme.small
            Layout.fillWidth: true
            Layout.topMargin: Theme.gapTiny
            Layout.bottomMargin: Theme.gapSmall
        }

        AppText {
            objectName: "fallbackLine"
            visible: text !== ""
            text: card.rubric.fallback_line
            color: Theme.warningText
            font.pixelSize: Theme.small
            Layout.fillWidth: true
            Layout.bottomMargin: Theme.gapSmall
        }

        Repeater {
            model: card.rubric.criteria

            CriterionItem {
                rubric: card.rubric
                hasAudio: card.hasAudio
                Layout.fillWidth: true
            }
        }

        TrustLines {
            visible: card.rubric.criteria.count > 0
            rubric: card.rubric
            Layout.fillWidth: true
            Layout.topMargin: Theme.gapSmall + 2
        }
    }
}
