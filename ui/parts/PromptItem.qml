import QtQuick
import QtQuick.Controls.Basic
import ".."

// One question in the list; the first of a family carries the family's name.
Item {
    id: item

    required property string prompt_id
    required property string text
    required property string heading
    required property string level
    required property bool focused
    required property bool chosen

    signal clicked

    implicitHeight: column.implicitHeight

    Column {
        id: column

        width: parent.width

        SectionTitle {
            visible: item.heading !== ""
            text: item.heading
            topPadding: Theme.gapLarge
            bottomPadding: Theme.gapTiny
            leftPadding: Theme.gap
        }

        AbstractButton {
            id: button

            width: parent.width
            implicitHeight: words.implicitHeight + 2 * Theme.gapSmall
            focusPolicy: Qt.NoFocus
            Accessible.name: item.text
            onClicked: item.clicked()

            AppText {
                id: words

                anchors.left: parent.left
                anchors.right: level.left
                anchors.verticalCenter: parent.verticalCenter
                anchors.leftMargin: Theme.gap
                anchors.rightMargin: Theme.gap
                text: item.text
                font.weight: item.chosen ? Theme.semiBold : Theme.regular
                Accessible.ignored: true
            }

            AppText {
                id: level

                anchors.right: parent.right
                anchors.rightMargin: Theme.gapLarge
                anchors.verticalCenter: parent.verticalCenter
                text: item.level === "any" ? "" : item.level
                color: Theme.textFaint
                font.pixelSize: Theme.caption
                wrapMode: Text.NoWrap
            }

            background: Rectangle {
                radius: Theme.radiusSmall
                color: button.down ? Theme.pressed : button.hovered || item.focused ? Theme.hovered : "transparent"
                border.width: item.focused ? Theme.focusWidth : 0
                border.color: Theme.focus
            }
        }
    }
}
