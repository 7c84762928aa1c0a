import QtQuick
import QtQuick.Controls.Basic
import ".."
import "../.."

// Quiet words that can be pressed.
AbstractButton {
    id: link

    property bool active: true

    enabled: active
    focusPolicy: Qt.TabFocus
    Accessible.name: text
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    contentItem: AppText {
        text: link.text
        color: link.hovered ? Theme.text : Theme.textFaint
        font.pixelSize: Theme.caption
        font.underline: link.hovered
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
