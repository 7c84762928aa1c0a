pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Failprep
import ".."
import "../.."

// The answer's shape above that of a strong one, and in words what is out of shape.
ColumnLayout {
    id: shapes

    required property ShapeView shape

    component Stack: Row {
        id: stack

        required property Rows shares
        property real paleness: 1

        Layout.preferredHeight: Theme.shapeHeight
        spacing: 2
        opacity: paleness
        Layout.fillWidth: true

        Repeater {
            model: stack.shares

            Rectangle {
                required property string part
                required property real share

                width: Math.max(0, share * stack.width - stack.spacing)
                height: stack.height
                radius: 3
                color: Theme.part(part)
            }
        }
    }

    component Caption: AppText {
        color: Theme.textSoft
        font.pixelSize: Theme.caption
        Layout.fillWidth: true
    }

    spacing: Theme.gapTiny + 1

    Caption {
        text: qsTr("The shape of your answer")
    }

    Stack {
        objectName: "ownShape"
        shares: shapes.shape.legend
        Accessible.ignored: true
    }

    Stack {
        objectName: "strongShape"
        shares: shapes.shape.strong
        paleness: Theme.disabled
        Accessible.ignored: true
    }

    Caption {
        text: qsTr("Paler: a strong answer, roughly.")
        color: Theme.textFaint
    }

    AppText {
        objectName: "shapeFacts"
        text: shapes.shape.facts
        font.pixelSize: Theme.small
        Layout.fillWidth: true
    }

    Repeater {
        model: shapes.shape.tips

        Caption {
            required property string modelData

            text: modelData
        }
    }
}
