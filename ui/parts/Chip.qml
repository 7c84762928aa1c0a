import QtQuick
import QtQuick.Controls.Basic
import ".."

// A small rounded button or, when not interactive, a label.
Button {
    id: chip

    property string iconName: ""
    property bool interactive: true
    property color ink: Theme.textSoft

    implicitHeight: Theme.chipHeight
    leftPadding: Theme.gap - 2
    rightPadding: leftPadding
    topPadding: 0
    bottomPadding: 0
    focusPolicy: interactive ? Qt.TabFocus : Qt.NoFocus
    hoverEnabled: interactive
    opacity: enabled ? 1 : Theme.disabled
    Accessible.name: text
    Accessible.role: interactive ? Accessible.Button : Accessible.StaticText
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    contentItem: Item {
        implicitWidth: row.implicitWidth
        implicitHeight: row.implicitHeight

        Row {
            id: row

            anchors.centerIn: parent
            spacing: Theme.gapTiny + 1

            Icon {
                name: chip.iconName
                visible: name !== ""
                size: Math.round(Theme.caption)
                color: chip.ink
                anchors.verticalCenter: parent.verticalCenter
            }

            AppText {
                text: chip.text
                color: chip.ink
                font.pixelSize: Theme.caption
                font.weight: Theme.regular
                wrapMode: Text.NoWrap
                anchors.verticalCenter: parent.verticalCenter
                Accessible.ignored: true
            }
        }
    }

    background: Rectangle {
        radius: height / 2
        color: chip.down && chip.interactive ? Theme.pressed : chip.hovered ? Theme.hovered : Theme.raised
        border.width: Theme.hairline
        border.color: Theme.line

        FocusRing {
            control: chip
            shown: chip.visualFocus
            radius: height / 2
        }
    }

    HoverHandler {
        enabled: chip.interactive
        cursorShape: Qt.PointingHandCursor
    }
}
