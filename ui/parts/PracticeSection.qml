import QtQuick
import Failprep
import ".."

// How a question is asked and answered.
SettingsSection {
    id: section

    required property SettingsView view

    title: qsTr("Practice")

    ChoiceRow {
        boxName: "interviewer"
        label: qsTr("Interviewer")
        about: qsTr("How follow-up questions are put to you.")
        choice: section.view.interviewer
    }

    ChoiceRow {
        boxName: "thinkTime"
        label: qsTr("Think time")
        about: qsTr("Before the recording starts by itself.")
        choice: section.view.think_time
    }

    ChoiceRow {
        boxName: "target"
        label: qsTr("Target time")
        about: qsTr("The clock only changes its colour. It never stops you.")
        choice: section.view.target
    }

    ToggleRow {
        switchName: "liveTranscript"
        label: qsTr("Words while you speak")
        about: qsTr("Shows what was understood so far. The result is also there sooner.")
        toggle: section.view.live_transcript
    }

    ToggleRow {
        switchName: "guessFirst"
        label: qsTr("Guess first")
        about: qsTr("Rate your own take before you see the result.")
        toggle: section.view.guess_first
    }

    ToggleRow {
        switchName: "speakQuestions"
        label: qsTr("Spoken questions")
        about: qsTr("Follow-up questions are asked aloud by a voice on this computer.")
        toggle: section.view.speak_questions
    }
}
