import QtQuick
import QtQuick.Dialogs
import QtQuick.Layouts
import Failprep
import ".."

// Where takes are kept, for how long, and whether anything may leave the computer.
SettingsSection {
    id: section

    required property SettingsView view

    title: qsTr("Your data")

    SettingRow {
        label: qsTr("Takes and recordings")
        about: section.view.next_data_folder === "" ? section.view.data_folder : qsTr("%1\nFrom the next start: %2. What is in the old folder stays there.").arg(section.view.data_folder).arg(section.view.next_data_folder)

        AppButton {
            objectName: "openDataFolder"
            text: qsTr("Open")
            iconName: "folder"
            Accessible.name: qsTr("Open the data folder")
            onClicked: section.view.open_data_folder()
        }

        AppButton {
            objectName: "standardDataFolder"
            visible: section.view.has_own_data_folder
            text: qsTr("Standard place")
            Accessible.name: qsTr("Use the standard data folder")
            onClicked: section.view.use_standard_data_folder()
        }

        AppButton {
            objectName: "changeDataFolder"
            text: qsTr("Change")
            Accessible.name: qsTr("Change the data folder")
            onClicked: dialog.open()
        }
    }

    SettingRow {
        objectName: "themesLeftOut"
        visible: section.view.themes_left_out !== ""
        label: section.view.themes_left_out
        about: section.view.theme_problems
        aboutColor: Theme.warningText

        AppButton {
            objectName: "openThemesFolder"
            text: qsTr("Open")
            iconName: "folder"
            Accessible.name: qsTr("Open the folder of your own themes")
            onClicked: section.view.open_themes_folder()
        }
    }

    ChoiceRow {
        boxName: "keepRecordings"
        label: qsTr("Keep recordings")
        about: qsTr("Older audio is deleted at start. Transcripts, results and notes stay.")
        choice: section.view.keep_recordings
    }

    CasesRow {
        cases: section.view.cases
    }

    ToggleRow {
        switchName: "network"
        label: qsTr("Allow the network")
        about: qsTr("Off: failprep opens no connection. On: only for what you ask for here, such as downloading a model or asking one elsewhere.")
        toggle: section.view.network
    }

    FolderDialog {
        id: dialog

        title: qsTr("Choose a folder for takes and recordings")
        onAccepted: section.view.choose_data_folder(selectedFolder)
    }
}
