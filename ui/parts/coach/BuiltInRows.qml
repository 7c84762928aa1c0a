pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import QtQuick.Layouts
import Failprep
import ".."
import "../.."

// The model that failprep serves itself: which file.
ColumnLayout {
    id: rows

    required property CoachView coach
    readonly property bool missing: coach.why_not_built_in !== ""

    spacing: 0

    SettingRow {
        label: qsTr("Model file")
        about: rows.missing ? rows.coach.why_not_built_in : rows.coach.model_file !== "" ? rows.coach.model_file : qsTr("Any GGUF file with an instruct model. It runs on this computer, in a process of its own.")
        aboutColor: rows.missing ? Theme.warningText : Theme.textSoft

        AppButton {
            objectName: "chooseModelFile"
            enabled: !rows.missing
            text: qsTr("Choose a file")
            iconName: "folder"
            Accessible.name: qsTr("Choose a model file")
            onClicked: {
                files.active = true;
                (files.item as FileDialog).open();
            }
        }
    }

    Repeater {
        model: rows.coach.fetchable.rows

        ModelItem {
            Layout.fillWidth: true
            models: rows.coach.fetchable
            network: rows.coach.network_allowed && !rows.missing  // the extra that serves it comes first
        }
    }

    AppText {
        objectName: "fetchNeedsNetwork"
        Layout.fillWidth: true
        Layout.topMargin: Theme.gapSmall
        Layout.bottomMargin: Theme.gapSmall
        visible: !rows.coach.network_allowed
        text: qsTr("To download one of these, allow the network below. Judging with it never needs it.")
        color: Theme.textSoft
        font.pixelSize: Theme.small
    }

    // Loaded when it is first wanted: dialogs are slow to load.
    Loader {
        id: files

        active: false
        visible: false

        sourceComponent: FileDialog {
            title: qsTr("Choose a GGUF model")
            nameFilters: [qsTr("GGUF models (*.gguf)"), qsTr("All files (*)")]
            onAccepted: rows.coach.choose_file(selectedFile)
        }
    }
}
