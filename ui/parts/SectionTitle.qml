import QtQuick
import ".."

// The quiet title of a card.
AppText {
    color: Theme.textSoft
    font.pixelSize: Theme.small
    font.weight: Theme.semiBold
    Accessible.role: Accessible.Heading
}
