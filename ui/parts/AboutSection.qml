import QtQuick
import QtQuick.Layouts
import Failprep
import ".."

// What this is, and where to look when something is wrong.
SettingsSection {
    id: section

    required property SettingsView view

    title: qsTr("About")

    SettingRow {
        label: section.view.version
        about: qsTr("Free software under the MIT licence. The typeface is Inter (SIL Open Font License).")

        AppButton {
            objectName: "openLogFolder"
            text: qsTr("Open the log")
            onClicked: section.view.open_log_folder()
        }
    }
}
