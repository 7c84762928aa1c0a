import QtQuick
import QtQuick.Controls.Basic
import ".."

// One screen in the sidebar.
Button {
    id: item

    required property bool current
    property string keyHint: ""
    property bool busy: false

    implicitHeight: Theme.controlHeight + 1
    leftPadding: Theme.gap
    rightPadding: Theme.gap
    focusPolicy: Qt.TabFocus
    Accessible.name: busy ? qsTr("%1, recording").arg(text) : text
    Accessible.role: Accessible.PageTab
    Accessible.selected: current
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    contentItem: Item {
        AppText {
            text: item.text
            color: item.current || item.hovered ? Theme.text : Theme.textSoft
            font.weight: Theme.medium
            wrapMode: Text.NoWrap
            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            Accessible.ignored: true
        }

        Rectangle {
            visible: item.busy
            width: Theme.dot
            height: Theme.dot
            radius: Theme.dot / 2
            color: Theme.accent
            anchors.right: hint.left
            anchors.rightMargin: Theme.gapSmall
            anchors.verticalCenter: parent.verticalCenter
        }

        AppText {
            id: hint

            text: item.keyHint
            color: Theme.textFaint
            font.pixelSize: Theme.caption - 1
            wrapMode: Text.NoWrap
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            Accessible.ignored: true
        }
    }

    background: Rectangle {
        radius: Theme.radiusSmall
        color: item.current || item.down ? Theme.raised : item.hovered ? Theme.hovered : "transparent"

        FocusRing {
            control: item
            shown: item.visualFocus
        }
    }

    HoverHandler {
        cursorShape: Qt.PointingHandCursor
    }
}
