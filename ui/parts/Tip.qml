import QtQuick
import QtQuick.Controls.Basic
import ".."

// A short word of explanation under the pointer.
ToolTip {
    id: tip

    property bool shown: false

    visible: shown && text !== ""
    width: Math.min(implicitWidth, Theme.wideMenuWidth)
    x: parent ? (parent.width - width) / 2 : 0
    delay: Theme.slow
    padding: Theme.gapSmall
    font.family: Theme.family
    font.pixelSize: Theme.caption

    contentItem: AppText {
        text: tip.text
        font.pixelSize: Theme.caption
        wrapMode: Text.Wrap
        Accessible.ignored: true
    }

    background: Rectangle {
        color: Theme.raised
        radius: Theme.radiusSmall
        border.width: Theme.hairline
        border.color: Theme.line
    }
}
