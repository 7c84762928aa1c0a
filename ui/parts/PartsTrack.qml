pragma ComponentBehavior: Bound

import QtQuick
import Failprep
import ".."

// The take on a track as long as its target: the parts of the answer in their colours, or, where these are not
// known, how much of the target is spoken. Past the target the track grows, and a tick stays where it was.
Rectangle {
    id: track

    required property RunningTake take
    property bool shown: false // whether the parts are
    readonly property real whole_s: Math.max(take.target_s, take.fraction * take.target_s)

    height: Theme.barHeight
    radius: height / 2
    color: Theme.raised

    Rectangle {
        visible: !track.shown
        width: Math.min(1, track.take.fraction) * parent.width
        height: parent.height
        radius: height / 2
        color: track.take.fraction <= 1 ? Theme.good : track.take.fraction <= 1.5 ? Theme.warning : Theme.bad

        Behavior on color {
            ColorAnimation {
                duration: Theme.fade
            }
        }
    }

    Repeater {
        model: track.shown ? track.take.parts.stretches : null

        Rectangle {
            required property string part
            required property real start_s
            required property real end_s
            required property bool now

            objectName: "stretch"
            x: start_s / track.whole_s * track.width
            width: Math.max(0, (end_s - start_s) / track.whole_s * track.width - (now ? 0 : Theme.seam))
            height: track.height
            radius: height / 2
            color: Theme.part(part)
            opacity: now ? 1 : Theme.dimmed

            Behavior on opacity {
                NumberAnimation {
                    duration: Theme.slow
                }
            }
        }
    }

    Rectangle {
        objectName: "targetTick"
        visible: track.take.fraction > 1
        x: track.take.target_s / track.whole_s * track.width
        y: -Theme.gapTiny
        width: Theme.focusWidth
        height: track.height + 2 * Theme.gapTiny
        radius: width / 2
        color: Theme.textSoft
    }
}
