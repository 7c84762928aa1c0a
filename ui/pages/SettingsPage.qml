import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Failprep
import "../parts"
import ".."

// Everything that can be chosen.
FocusScope {
    id: page

    required property SettingsView view

    objectName: "settingsPage"
    onVisibleChanged: view?.show(visible)
    Component.onCompleted: view.show(visible)

    Flickable {
        id: flick

        objectName: "settingsScroll"
        anchors.fill: parent
        contentHeight: column.implicitHeight + 2 * Theme.pageMargin
        boundsBehavior: Flickable.StopAtBounds
        focus: true
        ScrollBar.vertical: AppScrollBar {}
        Keys.onUpPressed: flick.flick(0, 600)
        Keys.onDownPressed: flick.flick(0, -600)

        FollowFocus {
            flickable: flick
        }

        ColumnLayout {
            id: column

            x: Theme.pageMargin
            y: Theme.gapLarge + Theme.gapSmall
            width: Math.min(parent.width - 2 * Theme.pageMargin, Math.round(1012 * Theme.textScale))
            spacing: Theme.gapLarge + Theme.gapTiny

            PageTitle {
                text: qsTr("Settings")
            }

            SettingsSection {
                title: qsTr("Microphone")

                MicrophoneCard {
                    Layout.fillWidth: true
                    microphone: page.view.microphone
                    bare: true
                }
            }

            SettingsSection {
                title: qsTr("Practice")

                ChoiceRow {
                    boxName: "interviewer"
                    label: qsTr("Interviewer")
                    about: qsTr("How follow-up questions are put to you.")
                    choice: page.view.interviewer
                }

                ChoiceRow {
                    boxName: "thinkTime"
                    label: qsTr("Think time")
                    about: qsTr("Before the recording starts by itself.")
                    choice: page.view.think_time
                }

                ChoiceRow {
                    boxName: "target"
                    label: qsTr("Target time")
                    about: qsTr("The clock only changes its colour. It never stops you.")
                    choice: page.view.target
                }

                ToggleRow {
                    switchName: "liveTranscript"
                    label: qsTr("Words while you speak")
                    about: qsTr("Shows what was understood so far. The result is also there sooner.")
                    toggle: page.view.live_transcript
                }

                ToggleRow {
                    switchName: "guessFirst"
                    label: qsTr("Guess first")
                    about: qsTr("Rate your own take before you see the result.")
                    toggle: page.view.guess_first
                }

                ToggleRow {
                    switchName: "speakQuestions"
                    label: qsTr("Spoken questions")
                    about: qsTr("Follow-up questions are asked aloud by a voice on this computer.")
                    toggle: page.view.speak_questions
                }
            }

            ModelsSection {
                view: page.view
            }

            SettingsSection {
                title: qsTr("Coach")

                SettingRow {
                    label: qsTr("Offline coach")
                    about: qsTr("Reads every sentence against 24 checks, on this computer. The same take always gets the same result.")

                    AppText {
                        text: qsTr("In use")
                        color: Theme.goodText
                        font.pixelSize: Theme.small
                        font.weight: Theme.medium
                        wrapMode: Text.NoWrap
                    }
                }
            }

            SettingsSection {
                title: qsTr("Appearance")

                ChoiceRow {
                    boxName: "appearance"
                    label: qsTr("Colours")
                    choice: page.view.looks
                }

                ChoiceRow {
                    boxName: "textSize"
                    label: qsTr("Text size")
                    choice: page.view.text_size
                }
            }

            DataSection {
                view: page.view
            }

            ShortcutsSection {
                view: page.view
            }

            AboutSection {
                view: page.view
            }
        }
    }
}
