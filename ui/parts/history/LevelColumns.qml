pragma ComponentBehavior: Bound

import QtQuick
import "../.."

// The six levels of a take as small columns on one line, in the rubric's order.
Item {
    id: columns

    required property list<int> levels
    readonly property real gap: 3

    implicitHeight: Math.round(26 * Theme.textScale)
    implicitWidth: Math.round(57 * Theme.textScale)

    Repeater {
        model: columns.levels

        Rectangle {
            required property int index
            required property int modelData

            width: (columns.width - 5 * columns.gap) / 6
            height: Math.max(3, columns.height * modelData / 4)
            x: index * (width + columns.gap)
            y: columns.height - height
            radius: 2
            color: Theme.info
            opacity: modelData === 0 ? 0.45 : 1
        }
    }
}
