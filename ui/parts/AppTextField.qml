import QtQuick
import QtQuick.Controls.Basic
import ".."

// A line to type in.
TextField {
    id: field

    property string iconName: ""

    implicitHeight: Theme.controlHeight
    leftPadding: iconName ? Theme.gap * 2 + Theme.iconSize : Theme.gap + 2
    rightPadding: Theme.gap + 2
    topPadding: 0
    bottomPadding: 0
    color: Theme.text
    placeholderTextColor: Theme.textFaint
    selectionColor: Theme.info
    selectedTextColor: Theme.window
    font.family: Theme.family
    font.pixelSize: Theme.small
    verticalAlignment: TextInput.AlignVCenter
    selectByMouse: true
    Accessible.name: placeholderText

    background: Rectangle {
        radius: Theme.radiusSmall
        color: Theme.raised
        border.width: field.activeFocus ? Theme.focusWidth : Theme.hairline
        border.color: field.activeFocus ? Theme.focus : Theme.line
    }

    Icon {
        name: field.iconName
        visible: name !== ""
        color: Theme.textFaint
        x: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
    }
}
