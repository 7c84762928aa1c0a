import QtQuick
import ".."

// How loud the microphone hears you, 0 to 1, and the loudest moment of late.
Rectangle {
    id: bar

    property real level: 0
    property real peak: 0

    implicitHeight: Theme.levelHeight
    radius: height / 2
    color: Theme.raised
    Accessible.role: Accessible.ProgressBar
    Accessible.name: qsTr("Microphone level")

    Item {
        width: Math.max(0, Math.min(1, bar.level)) * bar.width
        height: bar.height
        clip: true

        Rectangle {
            width: bar.width
            height: bar.height
            radius: height / 2

            gradient: Gradient {
                orientation: Gradient.Horizontal

                GradientStop {
                    position: 0
                    color: Theme.good
                }

                GradientStop {
                    position: 0.45
                    color: Theme.good
                }

                GradientStop {
                    position: 0.8
                    color: Theme.warning
                }

                GradientStop {
                    position: 1
                    color: Theme.bad
                }
            }
        }
    }

    Rectangle {
        visible: bar.peak > 0.02
        x: Math.min(1, bar.peak) * (bar.width - width)
        width: 2
        height: bar.height
        color: Theme.textSoft
    }
}
