pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import Failprep
import ".."
import "../.."

// What the transcript shows below and behind the words: the parts' evidence, or who acts.
Rectangle {
    id: frame

    required property OwnershipView ownership

    component Half: AbstractButton {
        id: half

        required property bool chosen

        implicitHeight: Theme.chipHeight - 2 * Theme.hairline
        leftPadding: Theme.gap - 2
        rightPadding: leftPadding
        focusPolicy: Qt.TabFocus
        Accessible.role: Accessible.RadioButton
        Accessible.name: text
        Accessible.checkable: true
        Accessible.checked: chosen
        Keys.onReturnPressed: click()
        Keys.onEnterPressed: click()

        contentItem: AppText {
            text: half.text
            color: half.chosen ? Theme.text : Theme.textSoft
            font.pixelSize: Theme.caption
            font.weight: half.chosen ? Theme.medium : Theme.regular
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }

        background: Rectangle {
            radius: height / 2
            color: half.chosen ? Theme.pressed : half.hovered ? Theme.hovered : "transparent"

            FocusRing {
                control: half
                shown: half.visualFocus
                radius: height / 2
            }
        }

        HoverHandler {
            cursorShape: Qt.PointingHandCursor
        }
    }

    implicitWidth: halves.implicitWidth + 2 * Theme.hairline
    implicitHeight: Theme.chipHeight
    radius: height / 2
    color: Theme.raised
    border.width: Theme.hairline
    border.color: Theme.line
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("What the transcript shows")

    Row {
        id: halves

        anchors.centerIn: parent

        Half {
            objectName: "showParts"
            text: qsTr("Parts")
            chosen: !frame.ownership.shown
            onClicked: frame.ownership.show(false)
        }

        Half {
            objectName: "showWhoActs"
            text: qsTr("Who acts")
            chosen: frame.ownership.shown
            onClicked: frame.ownership.show(true)
        }
    }
}
