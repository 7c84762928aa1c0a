import QtQuick
import QtQuick.Layouts
import Failprep
import ".."
import "../.."

// What was said, with the one thing for the next take below it.
Card {
    id: card

    required property ReviewView view
    readonly property bool written: view.transcript.text !== ""
    readonly property OwnershipView ownership: view.transcript.ownership
    readonly property bool tight: width < Theme.checkWidth * 0.9 || height < Theme.checkWidth // hardly room for the words

    Connections {
        target: card.view

        function onAnother_shown(): void {
            words.contentY = 0;
        }
    }

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.cardPadding
        anchors.topMargin: Theme.cardPadding - 1
        anchors.rightMargin: Theme.gapSmall
        spacing: 0

        RowLayout {
            Layout.rightMargin: Theme.cardPadding - Theme.gapSmall

            SectionTitle {
                text: card.tight && card.ownership.known ? "" : qsTr("Transcript")
                wrapMode: Text.NoWrap
                elide: Text.ElideRight
                Layout.fillWidth: true
            }

            AppText {
                visible: card.written && card.view.has_audio && card.width > Theme.checkWidth * 1.3
                text: qsTr("click a word to hear it")
                color: Theme.textFaint
                font.pixelSize: Theme.caption
            }

            MapSwitch {
                objectName: "mapSwitch"
                visible: card.ownership.known
                ownership: card.ownership
                Layout.leftMargin: Theme.gapSmall
            }
        }

        OwnershipLegend {
            objectName: "ownershipLegend"
            visible: card.ownership.shown
            ownership: card.ownership
            tight: card.tight
            Layout.fillWidth: true
            Layout.topMargin: Theme.gapSmall
            Layout.rightMargin: Theme.cardPadding - Theme.gapSmall
        }

        TranscriptText {
            id: words

            objectName: "transcript"
            visible: card.written
            view: card.view.transcript
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.maximumHeight: Math.ceil(contentHeight) + 1
            Layout.verticalStretchFactor: 1000
            Layout.topMargin: Theme.gapSmall + 2
            Layout.leftMargin: -3
        }

        AppText {
            visible: !card.written
            text: card.view.stage === "working" ? qsTr("Your words will stand here in a moment.") : qsTr("There is no transcript yet.")
            color: Theme.textFaint
            Layout.fillWidth: true
            Layout.topMargin: Theme.gapLarge
        }

        NextStep {
            visible: text !== "" && !card.view.guess.asking && !(card.tight && card.ownership.shown)
            text: card.view.next_step
            Layout.fillWidth: true
            Layout.topMargin: Theme.gapLarge
            Layout.rightMargin: Theme.cardPadding - Theme.gapSmall
        }

        Item {
            Layout.fillHeight: true
            Layout.preferredHeight: 0
            Layout.verticalStretchFactor: 1
        }
    }
}
