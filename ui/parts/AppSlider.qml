import QtQuick
import QtQuick.Controls.Basic
import ".."

// A number to choose by sliding, with the arrow keys or the pointer. The name is given by whoever labels it.
Slider {
    id: slider

    required property string name

    snapMode: Slider.SnapAlways
    padding: 0
    focusPolicy: Qt.StrongFocus
    implicitHeight: Theme.controlHeight - 10
    implicitWidth: 200
    Accessible.name: name

    background: Rectangle {
        x: 0
        y: (slider.height - height) / 2
        width: slider.width
        height: 6
        radius: height / 2
        color: Theme.raised
        border.width: Theme.hairline
        border.color: Theme.line

        Rectangle {
            width: slider.handle.x + slider.handle.width / 2
            height: parent.height
            radius: height / 2
            color: Theme.accent
        }
    }

    handle: Rectangle {
        x: slider.visualPosition * (slider.availableWidth - width)
        y: (slider.height - height) / 2
        width: Math.round(18 * Theme.textScale)
        height: width
        radius: width / 2
        color: slider.pressed ? Theme.accentPressed : Theme.accent
        border.width: 3
        border.color: Theme.surface

        FocusRing {
            control: slider
            shown: slider.visualFocus
            radius: height / 2
        }
    }
}
