import QtQuick
import QtQuick.Layouts
import Failprep
import "../parts"
import ".."

// A take under way: the clock, the voice, the words.
Item {
    id: recording

    required property PracticeView view
    readonly property bool saving: view.state === "saving"
    readonly property bool paused: view.state === "paused"
    readonly property color clockColor: view.take.fraction <= 1 ? Theme.text : view.take.fraction <= 1.5 ? Theme.warningText : Theme.badText

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.pageMargin
        anchors.topMargin: Theme.gapLarge + Theme.gapSmall
        anchors.bottomMargin: Theme.gapLarge + Theme.gapSmall
        spacing: Theme.gapLarge

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gapHuge

            ColumnLayout {
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignTop
                spacing: Theme.gapTiny

                RecordingState {
                    phase: recording.view.state
                    take: recording.view.take.name
                }

                AppText {
                    Layout.fillWidth: true
                    text: recording.view.prompts.text
                    font.pixelSize: Theme.heading
                    font.weight: Theme.bold
                    font.letterSpacing: Theme.tight
                    Accessible.role: Accessible.Heading
                }
            }

            ColumnLayout {
                Layout.alignment: Qt.AlignTop
                spacing: 0
                Accessible.role: Accessible.StaticText
                Accessible.name: qsTr("%1 of %2").arg(recording.view.take.elapsed_spoken).arg(recording.view.target.text)

                AppText {
                    objectName: "clock"
                    Layout.alignment: Qt.AlignRight
                    text: recording.view.take.elapsed
                    color: recording.clockColor
                    font.pixelSize: Theme.clock
                    font.weight: Theme.bold
                    font.letterSpacing: Theme.tighter
                    font.features: {
                        "tnum": 1
                    }
                    wrapMode: Text.NoWrap
                    Accessible.ignored: true

                    Behavior on color {
                        ColorAnimation {
                            duration: Theme.fade
                        }
                    }
                }

                AppText {
                    Layout.alignment: Qt.AlignRight
                    text: qsTr("of %1").arg(recording.view.target.text)
                    color: Theme.textSoft
                    font.pixelSize: Theme.small
                    wrapMode: Text.NoWrap
                    Accessible.ignored: true
                }
            }
        }

        TroubleLine {
            Layout.fillWidth: true
            text: recording.saving ? "" : recording.view.microphone.trouble
        }

        WaveCard {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: implicitHeight - Theme.waveHeight / 2
            Layout.preferredHeight: implicitHeight
            Layout.maximumHeight: recording.view.take.shows_words ? implicitHeight : Infinity
            view: recording.view
        }

        WordsCard {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: Theme.wordsHeight
            visible: recording.view.take.shows_words
            view: recording.view
        }

        RecordingControls {
            Layout.fillWidth: true
            enabled: !recording.saving
            view: recording.view
        }
    }
}
