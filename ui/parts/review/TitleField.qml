import QtQuick
import QtQuick.Controls.Basic
import Failprep
import "../.."

// The user's own name for a take; it looks like text until it is touched.
TextField {
    id: field

    required property TakeHeader header

    objectName: "takeTitle"
    text: header.title
    placeholderText: qsTr("name this story")
    placeholderTextColor: Theme.textFaint
    color: Theme.text
    selectionColor: Theme.info
    selectedTextColor: Theme.window
    font.family: Theme.family
    font.pixelSize: Theme.small
    padding: 2
    leftPadding: 4
    rightPadding: 4
    selectByMouse: true
    maximumLength: 120
    onTextEdited: header.rename(text)
    onEditingFinished: header.save()
    Accessible.name: qsTr("Name of this story")
    Keys.onEscapePressed: nextItemInFocusChain().forceActiveFocus()

    background: Rectangle {
        radius: Theme.radiusSmall / 2
        color: field.hovered || field.activeFocus ? Theme.raised : "transparent"
        border.width: field.activeFocus ? Theme.focusWidth : 0
        border.color: Theme.focus
        width: Math.max(field.contentWidth, 100) + 12
    }
}
