import QtQuick
import ".."

// A surface that holds things which belong together.
Rectangle {
    property bool quiet: false

    color: quiet ? Theme.raised : Theme.surface
    radius: Theme.radius
    border.width: Theme.hairline
    border.color: Theme.line
}
