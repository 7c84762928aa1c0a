pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import Failprep
import "pages"
import "parts"

// The window: the sidebar, the banner, and the screen in front. The view models come once they are ready.
ApplicationWindow {
    id: window

    required property Navigation navigation
    required property Appearance appearance
    required property Notices notices
    required property Starting starting
    property QtObject practice: null
    property QtObject review: null
    property QtObject history: null
    property QtObject settings: null

    objectName: "window"
    title: "failprep"
    width: Math.min(Theme.windowWidth, Screen.desktopAvailableWidth)
    height: Math.min(Theme.windowHeight, Screen.desktopAvailableHeight)
    minimumWidth: Theme.windowMinimumWidth
    minimumHeight: Theme.windowMinimumHeight
    visible: true
    color: Theme.window
    font.family: Theme.family
    font.pixelSize: Theme.body

    Binding {
        target: Theme
        property: "dark"
        value: window.appearance.dark
    }

    Binding {
        target: Theme
        property: "textScale"
        value: window.appearance.text_scale
    }

    Shortcuts {
        navigation: window.navigation
        appearance: window.appearance
    }

    Sidebar {
        id: sidebar

        navigation: window.navigation
        anchors.left: parent.left
        anchors.top: parent.top
        anchors.bottom: parent.bottom
    }

    Item {
        id: content

        anchors.left: sidebar.right
        anchors.right: parent.right
        anchors.top: banner.bottom
        anchors.bottom: parent.bottom

        StartingPage {
            anchors.fill: parent
            visible: window.practice === null && window.navigation.screen !== "settings"
            starting: window.starting
            onSettings_requested: window.navigation.open("settings")
        }

        PageLoader {
            current: window.navigation.screen === "practice"
            file: "pages/PracticePage.qml"
            view: window.practice
        }

        PageLoader {
            current: window.navigation.screen === "review"
            file: "pages/ReviewPage.qml"
            view: window.review
        }

        PageLoader {
            current: window.navigation.screen === "history"
            file: "pages/HistoryPage.qml"
            view: window.history
        }

        PageLoader {
            current: window.navigation.screen === "settings"
            file: "pages/SettingsPage.qml"
            view: window.settings
        }
    }

    Banner {
        id: banner

        notices: window.notices
        anchors.left: sidebar.right
        anchors.right: parent.right
        anchors.top: parent.top
    }
}
