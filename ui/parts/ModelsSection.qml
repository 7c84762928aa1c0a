pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Failprep
import ".."

// Which speech model writes down what is said.
SettingsSection {
    id: section

    required property SettingsView view

    title: qsTr("Speech model")

    Repeater {
        model: section.view.models.rows

        ModelItem {
            Layout.fillWidth: true
            models: section.view.models
            network: section.view.network_allowed
        }
    }

    AppText {
        objectName: "modelSpeed"
        Layout.fillWidth: true
        Layout.topMargin: Theme.gapSmall
        Layout.bottomMargin: Theme.gapSmall
        visible: text !== ""
        text: section.view.models.speed.note
        color: Theme.textSoft
        font.pixelSize: Theme.small
    }

    AppText {
        Layout.fillWidth: true
        Layout.topMargin: Theme.gapSmall
        Layout.bottomMargin: Theme.gapSmall
        visible: !section.view.network_allowed
        text: qsTr("To download a model, allow the network below. Transcribing never needs it.")
        color: Theme.textSoft
        font.pixelSize: Theme.small
    }
}
