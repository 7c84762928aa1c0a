import QtQuick
import QtQuick.Controls.Basic
import ".."
import "../.."

// A moment that was marked while it was recorded: a flag on the waveform. Press it to go there.
AbstractButton {
    id: mark

    required property AnswerWave wave
    required property int index
    required property real at_s
    required property real fraction
    required property string label
    required property string spoken
    readonly property bool flipped: fraction * wave.width + Theme.markSize > wave.width // at the end it flies to the left

    objectName: "mark_" + index
    x: fraction * wave.width - (flipped ? width - pole.width / 2 : pole.width / 2)
    width: Theme.markSize
    height: wave.height
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: spoken
    Accessible.description: qsTr("Go there")
    onClicked: wave.player.seek(at_s)
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    Rectangle {
        id: pole

        x: mark.flipped ? mark.width - width : 0
        width: 2
        height: mark.height
        radius: 1
        color: mark.hovered || mark.visualFocus ? Theme.text : Theme.warningText
    }

    Rectangle {
        x: mark.flipped ? 0 : pole.width
        width: mark.width - pole.width
        height: Math.round(Theme.markSize * 0.7)
        topRightRadius: mark.flipped ? 0 : 3
        bottomRightRadius: topRightRadius
        topLeftRadius: mark.flipped ? 3 : 0
        bottomLeftRadius: topLeftRadius
        color: pole.color
    }

    HoverHandler {
        cursorShape: Qt.PointingHandCursor
    }

    Tip {
        text: mark.label
        shown: mark.hovered || mark.visualFocus
    }

    FocusRing {
        control: mark
        shown: mark.visualFocus
    }
}
