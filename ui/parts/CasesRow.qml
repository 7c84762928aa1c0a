pragma ComponentBehavior: Bound

import QtCore
import QtQuick
import QtQuick.Dialogs
import Failprep
import ".."

// The way out for the checks that the user saw differently.
SettingRow {
    id: row

    required property CasesView cases

    label: qsTr("Checks you saw differently")
    about: qsTr("As lines of JSON with the answer, your verdict and the coach's: to measure a coach by, or to train one.")

    AppButton {
        objectName: "exportCases"
        text: qsTr("Export")
        iconName: "export"
        Accessible.name: qsTr("Export the checks you saw differently")
        onClicked: {
            folders.active = true;
            (folders.item as FolderDialog).open();
        }
    }

    // Loaded when it is first wanted: dialogs are slow to load.
    Loader {
        id: folders

        active: false
        visible: false

        sourceComponent: FolderDialog {
            title: qsTr("Export the cases into a folder")
            currentFolder: StandardPaths.writableLocation(StandardPaths.DocumentsLocation)
            onAccepted: row.cases.export(selectedFolder)
        }
    }
}
