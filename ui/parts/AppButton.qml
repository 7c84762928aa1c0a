import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import ".."

// A button with words. Enter and Space press it; a click does not take the keyboard away from where it was.
Button {
    id: button

    property string kind: "plain" // plain, accent, quiet or danger
    property string iconName: ""
    property string trailingIcon: ""
    property string keyHint: ""
    property bool loud: false // a quiet button in the colour of text
    readonly property bool filled: kind === "accent"
    readonly property color ink: filled ? Theme.accentInk : kind === "danger" ? Theme.badText : kind === "quiet" && !loud ? Theme.textSoft : Theme.text

    focusPolicy: Qt.TabFocus
    implicitHeight: Theme.controlHeight
    leftPadding: kind === "quiet" ? Theme.gapSmall : Theme.gap + 2
    rightPadding: leftPadding
    topPadding: 0
    bottomPadding: 0
    opacity: enabled ? 1 : Theme.disabled
    Accessible.name: text
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    contentItem: RowLayout {
        spacing: Theme.gapSmall

        Icon {
            name: button.iconName
            visible: name !== ""
            color: button.ink
        }

        AppText {
            Layout.fillWidth: true
            text: button.text
            visible: text !== ""
            color: button.ink
            font.pixelSize: Theme.small
            font.weight: Theme.medium
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
            Accessible.ignored: true
        }

        AppText {
            text: button.keyHint
            visible: text !== ""
            color: button.filled ? button.ink : Theme.textFaint
            font.pixelSize: Theme.small
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }

        Icon {
            name: button.trailingIcon
            visible: name !== ""
            color: Theme.textSoft
        }
    }

    background: Rectangle {
        radius: Theme.radiusSmall
        color: button.filled ? (button.down ? Theme.accentPressed : button.hovered ? Theme.accentHovered : Theme.accent) : button.down ? Theme.pressed : button.hovered ? Theme.hovered : button.kind === "quiet" ? "transparent" : Theme.raised
        border.width: button.filled || button.kind === "quiet" ? 0 : Theme.hairline
        border.color: Theme.line

        Behavior on color {
            ColorAnimation {
                duration: Theme.quick
            }
        }

        FocusRing {
            control: button
            shown: button.visualFocus
        }
    }

    HoverHandler {
        cursorShape: Qt.PointingHandCursor
    }
}
