pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Failprep
import ".."
import "../.."

// One criterion: its level, and its four checks once it is opened.
ColumnLayout {
    id: item

    required property RubricView rubric
    required property bool hasAudio
    required property int index
    required property string criterion_id
    required property string title
    required property string question
    required property int level
    required property string level_title
    required property bool open
    required property Rows checks
    required property string beside

    spacing: 0

    Rectangle {
        visible: item.index > 0
        color: Theme.line
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.hairline
    }

    AbstractButton {
        id: head

        objectName: "criterion_" + item.criterion_id
        focusPolicy: Qt.TabFocus
        implicitHeight: Math.round((item.beside === "" ? 41 : 53) * Theme.textScale)
        Layout.fillWidth: true
        onClicked: item.rubric.toggle(item.criterion_id)
        Keys.onReturnPressed: click()
        Keys.onEnterPressed: click()
        Accessible.role: Accessible.Button
        Accessible.name: qsTr("%1: %2 of 4, %3").arg(item.title).arg(item.level).arg(item.level_title) + (item.beside !== "" ? ", " + item.beside : "")
        Accessible.description: item.question
        Accessible.checkable: true
        Accessible.checked: item.open

        contentItem: RowLayout {
            spacing: Theme.gapSmall

            ColumnLayout {
                spacing: 0
                Layout.fillWidth: true

                AppText {
                    text: item.title
                    font.pixelSize: Theme.body
                    font.weight: Theme.semiBold
                    wrapMode: Text.NoWrap
                    elide: Text.ElideRight
                    Layout.fillWidth: true
                    Accessible.ignored: true
                }

                AppText {
                    visible: text !== ""
                    text: item.beside
                    color: Theme.info
                    font.pixelSize: Theme.caption
                    font.weight: Theme.medium
                    wrapMode: Text.NoWrap
                    elide: Text.ElideRight
                    Layout.fillWidth: true
                    Accessible.ignored: true
                }
            }

            Icon {
                name: "down"
                size: Theme.iconSize - 3
                color: Theme.textFaint
                opacity: head.hovered || head.visualFocus ? 1 : 0
                rotation: item.open ? 180 : 0
            }

            LevelPips {
                level: item.level
                Accessible.ignored: true
            }
        }

        background: Item {
            FocusRing {
                control: head
                shown: head.visualFocus
            }
        }

        HoverHandler {
            cursorShape: Qt.PointingHandCursor
        }

        Tip {
            text: item.question
            shown: head.hovered && !item.open
        }
    }

    ColumnLayout {
        visible: item.open
        spacing: 2
        Layout.fillWidth: true
        Layout.bottomMargin: Theme.gap

        Repeater {
            model: item.open ? item.checks : null

            CheckItem {
                rubric: item.rubric
                hasAudio: item.hasAudio
                Layout.fillWidth: true
            }
        }
    }
}
