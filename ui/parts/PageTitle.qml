import QtQuick
import ".."

// The title of a screen.
AppText {
    font.pixelSize: Theme.heading
    font.weight: Theme.bold
    font.letterSpacing: Theme.tight
    Accessible.role: Accessible.Heading
}
