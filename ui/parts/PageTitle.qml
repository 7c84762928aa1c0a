import QtQuick
import ".."

// The title of a screen.
AppText {
    font.pixelSize: Theme.heading
    font.weight: Theme.bold
    font.letterSpacing: -0.3
    Accessible.role: Accessible.Heading
}
