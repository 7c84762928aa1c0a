import QtQuick
import QtQuick.Layouts
import Failprep
import ".."
import "../.."

// Who judges: the offline coach, or a language model on this computer or elsewhere.
SettingsSection {
    id: section

    required property CoachView coach

    title: qsTr("Coach")

    ChoiceRow {
        boxName: "coach"
        label: qsTr("Who judges")
        about: section.coach.uses_model ? qsTr("The model only points at your sentences. Levels are counted by failprep, and where the model fails, the offline coach steps in.") : qsTr("Reads every sentence against 24 checks, on this computer. The same take always gets the same result.")
        choice: section.coach.coach
    }

    ChoiceRow {
        visible: section.coach.uses_model
        boxName: "provider"
        label: qsTr("Language model from")
        about: section.coach.where
        aboutColor: section.coach.refused ? Theme.warningText : Theme.textSoft
        choice: section.coach.provider
    }

    ServerRows {
        visible: section.coach.uses_model && !section.coach.built_in
        coach: section.coach
        Layout.fillWidth: true
    }

    BuiltInRows {
        visible: section.coach.uses_model && section.coach.built_in
        coach: section.coach
        Layout.fillWidth: true
    }

    TestRow {
        visible: section.coach.uses_model
        coach: section.coach
        Layout.fillWidth: true
    }

    ChoiceRow {
        visible: section.coach.uses_model
        boxName: "votes"
        label: qsTr("Ask each question")
        about: section.coach.spending !== "" ? section.coach.spending : qsTr("More than once: a check counts only where the model says so every time, and where it wavers the check is marked uncertain.")
        choice: section.coach.votes
    }

    ChoiceRow {
        visible: section.coach.uses_model
        boxName: "timeout"
        label: qsTr("Patience")
        about: qsTr("How long one answer of the model may take before the offline coach steps in.")
        choice: section.coach.timeout
    }

    JudgeCheck {
        check: section.coach.judge_check
        Layout.fillWidth: true
    }
}
