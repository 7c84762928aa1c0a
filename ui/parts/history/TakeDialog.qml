import QtQuick
import QtQuick.Controls.Basic
import ".."
import "../.."

// A window about one take, in the middle of the screen. Escape closes it.
Popup {
    id: dialog

    required property string title
    default property alias rows: column.data

    parent: Overlay.overlay
    anchors.centerIn: parent
    width: Math.min(Math.round(460 * Theme.textScale), parent ? parent.width - 2 * Theme.pageMargin : 460)
    padding: Theme.cardPadding + 4
    modal: true
    focus: true
    closePolicy: Popup.CloseOnEscape | Popup.CloseOnPressOutside

    contentItem: Column {
        id: column

        spacing: Theme.gap
        Accessible.role: Accessible.Dialog
        Accessible.name: dialog.title

        AppText {
            text: dialog.title
            font.pixelSize: Theme.title
            font.weight: Theme.bold
            font.letterSpacing: -0.2
            width: parent.width
            Accessible.role: Accessible.Heading
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: Theme.surface
        border.width: Theme.hairline
        border.color: Theme.line
    }

    Overlay.modal: Rectangle {
        color: Theme.veil
    }
}
