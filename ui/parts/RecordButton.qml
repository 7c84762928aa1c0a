import QtQuick
import QtQuick.Controls.Basic
import ".."

// The one big button. Its rings answer to the voice, so that one sees the microphone hears.
Button {
    id: button

    property real level: 0
    property real size: Theme.recordSize

    implicitWidth: size * 1.4
    implicitHeight: size * 1.4
    padding: 0
    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    Accessible.name: qsTr("Start recording")
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    contentItem: Item {}

    background: Item {
        Rectangle {
            anchors.centerIn: parent
            width: button.size * 1.394
            height: width
            radius: width / 2
            color: Theme.accent
            opacity: 0.06 + 0.1 * button.level
            scale: 0.97 + 0.06 * button.level
        }

        Rectangle {
            anchors.centerIn: parent
            width: button.size * 1.182
            height: width
            radius: width / 2
            color: Theme.accent
            opacity: 0.14 + 0.12 * button.level
            scale: 0.99 + 0.04 * button.level
        }

        Rectangle {
            anchors.centerIn: parent
            width: button.size
            height: width
            radius: width / 2
            color: button.down ? Theme.accentPressed : button.hovered ? Theme.accentHovered : Theme.accent

            Behavior on color {
                ColorAnimation {
                    duration: Theme.quick
                }
            }

            Rectangle {
                anchors.centerIn: parent
                width: parent.width / 3
                height: width
                radius: width / 2
                color: Theme.accentInk
            }

            FocusRing {
                control: button
                shown: button.visualFocus
                radius: height / 2
                anchors.margins: -Theme.gapSmall
            }
        }
    }

    HoverHandler {
        cursorShape: Qt.PointingHandCursor
    }
}
