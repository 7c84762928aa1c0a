import QtQuick
import QtQuick.Controls.Basic
import ".."

// On or off. The name is given by whoever labels it.
Switch {
    id: control

    required property string name

    padding: 0
    spacing: 0
    focusPolicy: Qt.TabFocus
    opacity: enabled ? 1 : Theme.disabled
    Accessible.name: name
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    indicator: Rectangle {
        implicitWidth: Theme.switchWidth
        implicitHeight: Theme.switchHeight
        radius: height / 2
        color: control.checked ? Theme.good : Theme.raised
        border.width: control.checked ? 0 : Theme.hairline
        border.color: Theme.textFaint

        Rectangle {
            width: parent.height - 2 * Theme.handleMargin
            height: width
            radius: width / 2
            x: control.checked ? parent.width - width - Theme.handleMargin : Theme.handleMargin
            anchors.verticalCenter: parent.verticalCenter
            color: control.checked ? (Theme.dark ? Theme.window : Theme.surface) : Theme.textFaint

            Behavior on x {
                NumberAnimation {
                    duration: Theme.quick
                }
            }
        }

        FocusRing {
            control: control
            shown: control.visualFocus
            radius: height / 2
        }
    }
}
