import QtQuick
import ".."

// The ring around whatever has the keyboard.
Rectangle {
    required property Item control
    property bool shown: control.activeFocus

    anchors.fill: parent
    anchors.margins: -Theme.focusWidth - Theme.hairline
    visible: shown
    color: "transparent"
    radius: Theme.radiusSmall + Theme.focusWidth
    border.width: Theme.focusWidth
    border.color: Theme.focus
}
