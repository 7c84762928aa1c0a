pragma ComponentBehavior: Bound

import QtQuick
import Failprep
import ".."

// The last seconds of the voice, and below it the whole take: its parts, its marks, its target.
Card {
    id: card

    required property PracticeView view
    readonly property RunningTake take: view.take
    readonly property bool follows: take.shows_words // room for the parts is kept, so that nothing jumps

    implicitHeight: Theme.waveHeight + (follows ? times.height + Theme.gapSmall : 0)

    Waveform {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: marks.top
        anchors.margins: Theme.cardPadding
        anchors.bottomMargin: Theme.gapTiny
        peaks: card.take.wave
        slots: card.take.wave_slots
        color: card.view.state === "recording" ? Theme.accent : Theme.textFaint
        strokeWidth: 1.5
        Accessible.name: qsTr("Your voice over the last seconds")
    }

    Item {
        id: marks

        anchors.left: track.left
        anchors.right: track.right
        anchors.bottom: track.top
        anchors.bottomMargin: 2
        height: Theme.iconSize

        Repeater {
            model: card.take.marks

            Icon {
                required property real modelData

                name: "flag"
                size: Theme.iconSize
                color: Theme.warningText
                x: Math.min(1, modelData / track.whole_s) * (marks.width - width)
            }
        }
    }

    PartsTrack {
        id: track

        objectName: "partsTrack"
        take: card.take
        shown: card.follows && card.take.parts.told
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: card.follows ? times.top : parent.bottom
        anchors.leftMargin: Theme.cardPadding
        anchors.rightMargin: Theme.cardPadding
        anchors.bottomMargin: card.follows ? Theme.gapSmall : Theme.cardPadding
    }

    PartTimes {
        id: times

        objectName: "partTimes"
        parts: card.take.parts
        visible: track.shown
        anchors.left: track.left
        anchors.right: track.right
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap
    }
}
