pragma ComponentBehavior: Bound

import QtQuick
import "../.."

// The six levels of a take as small columns, in the rubric's order.
Row {
    id: columns

    required property list<int> levels
    readonly property real full: Math.round(26 * Theme.textScale)

    spacing: 3
    height: full
    width: Math.round(57 * Theme.textScale)

    Repeater {
        model: columns.levels

        Rectangle {
            required property int modelData

            width: (columns.width - 5 * columns.spacing) / 6
            height: Math.max(3, columns.full * modelData / 4)
            radius: 2
            anchors.bottom: parent?.bottom
            color: Theme.info
            opacity: modelData === 0 ? 0.45 : 1
        }
    }
}
