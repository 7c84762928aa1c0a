import QtQuick
import QtQuick.Layouts
import Failprep
import ".."

// The screens there are, and the promise that nothing leaves the computer.
Rectangle {
    id: sidebar

    required property Navigation navigation

    width: Theme.sidebarWidth
    color: Theme.surface

    Rectangle {
        width: Theme.hairline
        color: Theme.line
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: parent.bottom
    }

    ColumnLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap + 2
        anchors.rightMargin: Theme.gap + 3
        anchors.topMargin: Theme.gapLarge + 6
        anchors.bottomMargin: Theme.gapLarge + 4
        spacing: Theme.gapTiny

        Logo {
            Layout.leftMargin: Theme.gap - 2
            Layout.bottomMargin: Theme.gapLarge + 4
        }

        SidebarItem {
            objectName: "sidebarPractice"
            Layout.fillWidth: true
            text: qsTr("Practice")
            keyHint: practiceKey.nativeText
            current: sidebar.navigation.screen === "practice"
            busy: sidebar.navigation.recording
            onClicked: sidebar.navigation.open("practice")
        }

        SidebarItem {
            objectName: "sidebarHistory"
            Layout.fillWidth: true
            text: qsTr("History")
            keyHint: historyKey.nativeText
            current: sidebar.navigation.screen === "history"
            onClicked: sidebar.navigation.open("history")
        }

        SidebarItem {
            objectName: "sidebarSettings"
            Layout.fillWidth: true
            text: qsTr("Settings")
            keyHint: settingsKey.nativeText
            current: sidebar.navigation.screen === "settings"
            onClicked: sidebar.navigation.open("settings")
        }

        Item {
            Layout.fillHeight: true
        }

        OfflineCard {
            Layout.fillWidth: true
            offline: sidebar.navigation.offline
            goesTo: sidebar.navigation.goes_to
        }
    }

    // These only know how the keys are written on this system; Shortcuts.qml acts on them.
    Shortcut {
        id: practiceKey

        enabled: false
        sequence: "Ctrl+1"
    }

    Shortcut {
        id: historyKey

        enabled: false
        sequence: "Ctrl+2"
    }

    Shortcut {
        id: settingsKey

        enabled: false
        sequence: "Ctrl+3"
    }
}
