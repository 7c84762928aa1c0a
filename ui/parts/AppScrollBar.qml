import QtQuick
import QtQuick.Controls.Basic
import ".."

// A slim scroll bar that steps back when nothing can be scrolled.
ScrollBar {
    id: bar

    policy: size < 1 ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff
    padding: 2
    minimumSize: 0.08

    contentItem: Rectangle {
        implicitWidth: Theme.barHeight
        implicitHeight: Theme.barHeight
        radius: Theme.barHeight / 2
        color: bar.pressed ? Theme.textFaint : Theme.line
    }

    background: Item {}
}
