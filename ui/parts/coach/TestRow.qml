import QtQuick
import Failprep
import ".."
import "../.."

// Does the model answer? One short question, one sentence about what came of it.
SettingRow {
    id: row

    required property CoachView coach

    label: qsTr("Connection")
    about: coach.busy === "testing" ? qsTr("Asking it one short question…") : coach.busy === "listing" ? qsTr("Asking which models there are…") : coach.line !== "" ? coach.line : qsTr("Asks the model one short question. Nothing of yours is sent.")
    aboutColor: coach.line === "" || coach.busy !== "" ? Theme.textSoft : coach.line_is_good ? Theme.goodText : Theme.warningText

    AppButton {
        objectName: "testConnection"
        text: row.coach.busy === "testing" ? qsTr("Cancel") : qsTr("Test it")
        enabled: row.coach.busy !== "listing" && !row.coach.refused
        Accessible.name: row.coach.busy === "testing" ? qsTr("Cancel the test") : qsTr("Test the connection")
        onClicked: row.coach.busy === "testing" ? row.coach.cancel() : row.coach.test()
    }
}
