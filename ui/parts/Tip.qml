import QtQuick
import QtQuick.Controls.Basic
import ".."

// A short word of explanation under the pointer.
ToolTip {
    id: tip

    property bool shown: false

    visible: shown && text !== ""
    delay: Theme.slow
    padding: Theme.gapSmall
    font.family: Theme.family
    font.pixelSize: Theme.caption

    contentItem: AppText {
        text: tip.text
        font.pixelSize: Theme.caption
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }

    background: Rectangle {
        color: Theme.raised
        radius: Theme.radiusSmall
        border.width: Theme.hairline
        border.color: Theme.line
    }
}
