import QtQuick
import QtQuick.Controls.Basic
import ".."

// A round button with an icon alone; its name is spoken and shown as a tip.
Button {
    id: button

    required property string name
    property string tip: name
    property string iconName: ""
    property real size: Theme.controlHeight
    property bool bare: false
    property color ink: Theme.text

    implicitWidth: size
    implicitHeight: size
    padding: 0
    focusPolicy: Qt.TabFocus
    opacity: enabled ? 1 : Theme.disabled
    Accessible.name: name
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    contentItem: Item {
        Icon {
            name: button.iconName
            color: button.ink
            anchors.centerIn: parent
        }
    }

    background: Rectangle {
        radius: height / 2
        color: button.down ? Theme.pressed : button.hovered ? Theme.hovered : button.bare ? "transparent" : Theme.raised
        border.width: button.bare ? 0 : Theme.hairline
        border.color: Theme.line

        FocusRing {
            control: button
            shown: button.visualFocus
            radius: height / 2
        }
    }

    HoverHandler {
        cursorShape: Qt.PointingHandCursor
    }

    Tip {
        text: button.tip
        shown: button.hovered || button.visualFocus
    }
}
