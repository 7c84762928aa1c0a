pragma ComponentBehavior: Bound

import QtQuick
import ".."

// A criterion's level: how many of its checks were met.
Row {
    id: pips

    required property int level
    property int count: 4
    property real pipWidth: 22

    spacing: Theme.gapTiny
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("%1 of %2 checks met").arg(level).arg(count)

    Repeater {
        model: pips.count

        Rectangle {
            required property int index

            width: pips.pipWidth
            height: Theme.barHeight
            radius: height / 2
            color: index < pips.level ? Theme.good : Theme.raised
            border.width: index < pips.level ? 0 : Theme.hairline
            border.color: Theme.line
        }
    }
}
