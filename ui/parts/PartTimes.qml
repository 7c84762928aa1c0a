pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Failprep
import ".."

// The parts of a well-told answer and how long each took; the one that is being told is bright.
GridLayout {
    id: times

    required property PartsBar parts

    columns: Math.max(2, Math.min(parts.times.count, Math.floor(width / Theme.partWidth)))
    columnSpacing: Theme.gapSmall
    rowSpacing: Theme.gapTiny
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Parts of the answer")

    TextMetrics {
        id: room

        text: " 00:00"
        font.family: Theme.family
        font.pixelSize: Theme.small
    }

    Repeater {
        model: times.parts.times

        Row {
            id: entry

            required property string part
            required property string title
            required property string time
            required property string spoken
            required property bool now

            objectName: "part_" + part
            spacing: Theme.gapTiny + 2
            Layout.fillWidth: true
            Accessible.role: Accessible.StaticText
            Accessible.name: now ? qsTr("%1, now").arg(spoken) : spoken

            Rectangle {
                width: Theme.dot
                height: Theme.dot
                radius: 2
                color: Theme.part(entry.part)
                opacity: entry.now ? 1 : entry.time !== "" ? Theme.dimmed : Theme.disabled / 2
                anchors.verticalCenter: parent.verticalCenter
            }

            AppText {
                id: title

                text: entry.title
                color: entry.now ? Theme.text : entry.time !== "" ? Theme.textSoft : Theme.textFaint
                font.pixelSize: Theme.small
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }

            AppText {
                width: room.advanceWidth // kept free from the beginning, so that nothing moves
                text: entry.time
                color: title.color
                font.pixelSize: Theme.small
                font.features: ({
                        "tnum": 1
                    })
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
    }
}
