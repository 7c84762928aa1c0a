import QtQuick
import QtQuick.Controls.Basic
import ".."

// Ends the take.
Button {
    id: button

    property real size: Theme.stopSize

    implicitWidth: size
    implicitHeight: size
    padding: 0
    focusPolicy: Qt.TabFocus
    opacity: enabled ? 1 : Theme.disabled
    Accessible.name: qsTr("Stop")
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    contentItem: Item {
        Rectangle {
            anchors.centerIn: parent
            width: button.size * 0.36
            height: width
            radius: 5
            color: Theme.accent
        }
    }

    background: Rectangle {
        radius: width / 2
        color: button.down ? Theme.pressed : button.hovered ? Theme.hovered : "transparent"
        border.width: Theme.handleMargin
        border.color: Theme.accent

        FocusRing {
            control: button
            shown: button.visualFocus
            radius: height / 2
        }
    }

    HoverHandler {
        cursorShape: Qt.PointingHandCursor
    }
}
