pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import ".."

// One of several. The name is given by whoever labels it.
ComboBox {
    id: box

    required property string name

    implicitHeight: Theme.controlHeight
    implicitWidth: Theme.menuWidth
    leftPadding: Theme.gap + 2
    rightPadding: Theme.gap * 2 + Theme.iconSize
    focusPolicy: Qt.TabFocus
    opacity: enabled ? 1 : Theme.disabled
    Accessible.name: name + ": " + displayText

    contentItem: AppText {
        text: box.displayText
        font.pixelSize: Theme.small
        wrapMode: Text.NoWrap
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    indicator: Icon {
        name: "down"
        color: Theme.textSoft
        x: box.width - width - Theme.gap
        anchors.verticalCenter: parent.verticalCenter
    }

    background: Rectangle {
        radius: Theme.radiusSmall
        color: box.down ? Theme.pressed : box.hovered ? Theme.hovered : Theme.raised
        border.width: Theme.hairline
        border.color: Theme.line

        FocusRing {
            control: box
            shown: box.visualFocus
        }
    }

    delegate: ItemDelegate {
        id: choice

        required property int index
        required property string modelData

        width: ListView.view.width
        height: Theme.menuItemHeight
        highlighted: box.highlightedIndex === index
        Accessible.name: modelData

        contentItem: AppText {
            text: choice.modelData
            font.pixelSize: Theme.small
            font.weight: box.currentIndex === choice.index ? Theme.semiBold : Theme.regular
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
            Accessible.ignored: true
        }

        background: Rectangle {
            radius: Theme.radiusSmall - Theme.gapTiny
            color: choice.highlighted ? Theme.hovered : "transparent"
        }
    }

    popup: Popup {
        y: box.height + Theme.gapTiny
        width: box.width
        height: Math.min(contentItem.implicitHeight + 2 * padding, Theme.controlHeight * 8)
        padding: Theme.gapTiny + 1

        contentItem: ListView {
            clip: true
            implicitHeight: contentHeight
            model: box.delegateModel
            currentIndex: box.highlightedIndex
            ScrollBar.vertical: AppScrollBar {}
        }

        background: Rectangle {
            radius: Theme.radiusSmall
            color: Theme.surface
            border.width: Theme.hairline
            border.color: Theme.line
        }
    }
}
