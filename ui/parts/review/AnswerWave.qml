pragma ComponentBehavior: Bound

import QtQuick
import Failprep
import ".."
import "../.."

// The waveform: what was heard in full colour, what is to come paler. Click, drag or use the arrow keys to seek.
// The flags are the moments that were marked.
Item {
    id: wave

    required property ShapeView shape
    required property PlayerView player
    readonly property real step: width / Math.max(1, shape.bars.count)
    readonly property real head: player.fraction * width

    // What a screen reader asks of a slider.
    readonly property real value: player.position_s
    readonly property real minimumValue: 0
    readonly property real maximumValue: player.duration_s
    readonly property real stepSize: 5

    component Bars: Item {
        id: bars

        property real paleness: 1

        width: wave.width
        height: wave.height
        opacity: paleness

        Repeater {
            model: wave.shape.bars

            Rectangle {
                required property int index
                required property string part
                required property real amplitude

                x: (index + 0.5) * wave.step - width / 2
                width: Math.max(1, Math.min(2, wave.step * 0.5))
                height: Math.max(2, amplitude * wave.height)
                anchors.verticalCenter: parent.verticalCenter
                radius: width / 2
                color: Theme.part(part)
            }
        }
    }

    objectName: "answerWave"
    activeFocusOnTab: true
    Accessible.role: Accessible.Slider
    Accessible.name: qsTr("Position in the recording, %1").arg(player.time_spoken)
    Accessible.focusable: true
    Accessible.onIncreaseAction: player.skip(5)
    Accessible.onDecreaseAction: player.skip(-5)
    Keys.onLeftPressed: player.skip(-5)
    Keys.onRightPressed: player.skip(5)
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Home || event.key === Qt.Key_End)
            player.seek_fraction(event.key === Qt.Key_Home ? 0 : 1);
    }

    Bars {
        paleness: Theme.dark ? 0.42 : 0.45
    }

    Item {
        width: wave.head
        height: wave.height
        clip: true

        Bars {}
    }

    Rectangle {
        objectName: "playhead"
        visible: wave.player.position_s > 0
        x: wave.head - width / 2
        width: 2
        height: wave.height
        radius: 1
        color: Theme.text
    }

    MouseArea {
        anchors.fill: parent
        cursorShape: Qt.PointingHandCursor
        onPressed: mouse => wave.player.seek_fraction(mouse.x / width)
        onPositionChanged: mouse => wave.player.seek_fraction(mouse.x / width)
    }

    Repeater {
        model: wave.shape.marks

        WaveMark {
            wave: wave
        }
    }

    FocusRing {
        control: wave
    }
}
