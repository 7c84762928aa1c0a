import QtQuick
import QtQuick.Controls.Basic
import ".."

// One choice of a menu; a tick shows the present one.
MenuItem {
    id: item

    property string kind: "plain" // or danger

    implicitHeight: Theme.menuItemHeight
    leftPadding: Theme.gap
    rightPadding: Theme.gap
    topPadding: 0
    bottomPadding: 0
    Accessible.name: text

    contentItem: AppText {
        text: item.text
        color: item.kind === "danger" ? Theme.badText : Theme.text
        font.pixelSize: Theme.small
        rightPadding: item.checkable ? Theme.iconSize : 0
        wrapMode: Text.NoWrap
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    indicator: Icon {
        name: "check"
        visible: item.checked
        color: Theme.accentText
        x: item.width - width - Theme.gap
        anchors.verticalCenter: parent.verticalCenter
    }

    background: Rectangle {
        radius: Theme.radiusSmall - Theme.gapTiny
        color: item.highlighted ? Theme.hovered : "transparent"
    }
}
