pragma ComponentBehavior: Bound

import QtQuick
import Failprep
import ".."

// The last seconds of the voice, and how much of the target is spoken.
Card {
    id: card

    required property PracticeView view
    readonly property real inner: width - 2 * Theme.cardPadding
    readonly property real scale_s: Math.max(view.take.target_s, view.take.fraction * view.take.target_s)

    implicitHeight: Theme.waveHeight

    Waveform {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: track.top
        anchors.margins: Theme.cardPadding
        peaks: card.view.take.wave
        slots: card.view.take.wave_slots
        color: card.view.state === "recording" ? Theme.accent : Theme.textFaint
        strokeWidth: 1.5
        Accessible.name: qsTr("Your voice over the last seconds")
    }

    Rectangle {
        id: track

        x: Theme.cardPadding
        width: card.inner
        height: Theme.barHeight
        radius: Theme.barHeight / 2
        color: Theme.raised
        anchors.bottom: marks.top
        anchors.bottomMargin: Theme.gapSmall

        Rectangle {
            width: Math.min(1, card.view.take.fraction) * parent.width
            height: parent.height
            radius: Theme.barHeight / 2
            color: card.view.take.fraction <= 1 ? Theme.good : card.view.take.fraction <= 1.5 ? Theme.warning : Theme.bad

            Behavior on color {
                ColorAnimation {
                    duration: Theme.fade
                }
            }
        }
    }

    Item {
        id: marks

        x: Theme.cardPadding
        width: card.inner
        height: Theme.iconSize
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap

        Repeater {
            model: card.view.take.marks

            Icon {
                required property real modelData

                name: "flag"
                size: Theme.iconSize
                color: Theme.warningText
                x: Math.min(1, modelData / card.scale_s) * (marks.width - width)
            }
        }
    }
}
