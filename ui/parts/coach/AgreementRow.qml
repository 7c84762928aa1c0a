import QtQuick
import QtQuick.Layouts
import ".."
import "../.."

// One criterion: on how many checks the coach and our reference are of one mind.
RowLayout {
    id: row

    required property string title
    required property string line
    required property real share

    spacing: Theme.gapSmall
    Accessible.role: Accessible.StaticText
    Accessible.name: title + ": " + line

    AppText {
        text: row.title
        color: Theme.textSoft
        font.pixelSize: Theme.small
        Layout.fillWidth: true
        Accessible.ignored: true
    }

    Rectangle {
        radius: height / 2
        color: Theme.raised
        Layout.preferredWidth: Math.round(90 * Theme.textScale)
        Layout.preferredHeight: Theme.barHeight

        Rectangle {
            width: row.share * parent.width
            height: parent.height
            radius: height / 2
            color: row.share >= 0.85 ? Theme.good : row.share >= 0.7 ? Theme.warning : Theme.bad
        }
    }

    AppText {
        text: row.line
        font.pixelSize: Theme.small
        font.weight: Theme.medium
        horizontalAlignment: Text.AlignRight
        wrapMode: Text.NoWrap
        Layout.preferredWidth: Math.round(66 * Theme.textScale)
        Accessible.ignored: true
    }
}
