import QtQuick
import ".."

// How far something is, 0 to 1; below 0 nobody knows, and it breathes.
Rectangle {
    id: bar

    property real value: 0
    property string name: qsTr("Progress")

    implicitHeight: Theme.barHeight
    implicitWidth: Theme.menuWidth
    radius: height / 2
    color: Theme.raised
    Accessible.role: Accessible.ProgressBar
    Accessible.name: name

    Rectangle {
        width: bar.value < 0 ? bar.width : Math.min(1, bar.value) * bar.width
        height: bar.height
        radius: height / 2
        color: Theme.accent

        Behavior on width {
            NumberAnimation {
                duration: Theme.smooth
            }
        }

        SequentialAnimation on opacity {
            running: bar.value < 0 && bar.visible
            loops: Animation.Infinite
            alwaysRunToEnd: true

            NumberAnimation {
                to: Theme.disabled
                duration: Theme.slow
            }

            NumberAnimation {
                to: 1
                duration: Theme.slow
            }
        }
    }
}
