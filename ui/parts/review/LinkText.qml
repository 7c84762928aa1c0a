import QtQuick
import QtQuick.Controls.Basic
import ".."
import "../.."

// Quiet words that can be pressed.
AbstractButton {
    id: link

    property bool active: true
    property bool quiet: false // hardly more than a caption

    enabled: active
    focusPolicy: Qt.TabFocus
    Accessible.name: text
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    contentItem: AppText {
        text: link.text
        color: link.hovered ? Theme.text : link.quiet ? Theme.textFaint : Theme.textSoft
        font.pixelSize: Theme.caption
        font.underline: link.hovered || !link.quiet
        wrapMode: Text.NoWrap
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    background: Item {
        FocusRing {
            control: link
            shown: link.visualFocus
            radius: Theme.radiusSmall / 2
        }
    }

    HoverHandler {
        enabled: link.active
        cursorShape: Qt.PointingHandCursor
    }
}
