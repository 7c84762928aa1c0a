pragma ComponentBehavior: Bound

import QtQuick
import Failprep
import ".."
import "../.."

// Which colour is which part of the answer, and how much of the time it took.
Flow {
    id: legend

    required property ShapeView shape

    spacing: Theme.gapLarge
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("The shape of the answer")

    Repeater {
        model: legend.shape.legend

        Row {
            id: entry

            required property string part
            required property string title
            required property real share

            spacing: 6

            Rectangle {
                width: 9
                height: 9
                radius: 2
                color: Theme.part(entry.part)
                anchors.verticalCenter: parent.verticalCenter
            }

            AppText {
                text: qsTr("%1 %2%").arg(entry.title).arg(Math.round(entry.share * 100))
                color: Theme.textSoft
                font.pixelSize: Theme.caption
                wrapMode: Text.NoWrap
            }
        }
    }
}
