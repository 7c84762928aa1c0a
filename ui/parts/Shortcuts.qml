import QtQuick
import Failprep
import ".."

// The keys that work on every screen.
Item {
    id: shortcuts

    required property Navigation navigation
    required property Appearance appearance

    Shortcut {
        sequence: "Ctrl+1"
        onActivated: shortcuts.navigation.open("practice")
    }

    Shortcut {
        sequence: "Ctrl+2"
        onActivated: shortcuts.navigation.open("history")
    }

    Shortcut {
        sequences: ["Ctrl+3", StandardKey.Preferences]
        onActivated: shortcuts.navigation.open("settings")
    }

    Shortcut {
        sequences: [StandardKey.ZoomIn, "Ctrl+="]
        onActivated: shortcuts.appearance.grow_text(1)
    }

    Shortcut {
        sequences: [StandardKey.ZoomOut]
        onActivated: shortcuts.appearance.grow_text(-1)
    }

    Shortcut {
        sequence: "Ctrl+0"
        onActivated: shortcuts.appearance.grow_text(0)
    }
}
