pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Failprep
import ".."
import "../.."

// Can this coach be trusted? Agreement with our reference, criterion by criterion.
ColumnLayout {
    id: rows

    required property JudgeCheckView check

    objectName: "judgeCheck"
    spacing: Theme.gapSmall

    SettingRow {
        label: rows.check.line !== "" ? rows.check.line : qsTr("Judge check")
        about: rows.check.trouble !== "" ? rows.check.trouble : rows.check.about
        aboutColor: rows.check.trouble !== "" ? Theme.warningText : Theme.textSoft

        AppButton {
            objectName: "judgeCheckRun"
            text: rows.check.running ? qsTr("Cancel") : rows.check.line !== "" ? qsTr("Run it again") : qsTr("Run it")
            Accessible.name: rows.check.running ? qsTr("Cancel the judge check") : qsTr("Run the judge check")
            onClicked: rows.check.running ? rows.check.cancel() : rows.check.run()
        }
    }

    AppProgressBar {
        visible: rows.check.running
        value: rows.check.fraction
        name: qsTr("Judge check")
        Layout.fillWidth: true
        Layout.bottomMargin: Theme.gap
    }

    GridLayout {
        visible: rows.check.rows.count > 0
        columns: width > Theme.readingWidth * 0.8 ? 2 : 1
        columnSpacing: Theme.gapHuge
        rowSpacing: Theme.gapSmall
        Layout.fillWidth: true
        Layout.bottomMargin: Theme.gap

        Repeater {
            model: rows.check.rows

            AgreementRow {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
            }
        }
    }

    AppText {
        visible: rows.check.rows.count > 0
        text: qsTr("Our reference is careful reading by the rubric, not expert judgement.")
        color: Theme.textFaint
        font.pixelSize: Theme.caption
        Layout.fillWidth: true
        Layout.bottomMargin: Theme.gapSmall
    }
}
