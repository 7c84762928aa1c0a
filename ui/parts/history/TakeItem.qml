pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Failprep
import ".."
import "../.."

// One take in the list.
ItemDelegate {
    id: item

    required property HistoryView view
    required property bool narrow
    required property bool current
    required property int index
    required property int take_id
    required property string number
    required property string when
    required property string prompt
    required property string title
    required property string about
    required property string note
    required property string snippet
    required property list<int> levels
    required property string total
    required property string unrated
    required property string length
    required property bool has_audio
    required property string spoken
    readonly property bool tight: width < 0.9 * Theme.readingWidth // large text or a small window
    readonly property bool reviewed: total !== ""
    readonly property bool playing: view.playing_id === take_id

    signal chosen
    signal describe_requested
    signal delete_requested

    objectName: "take_" + take_id
    implicitHeight: Math.round(66 * Theme.textScale)
    leftPadding: Theme.cardPadding
    rightPadding: Theme.cardPadding - Theme.gapTiny
    topPadding: 0
    bottomPadding: 0
    focusPolicy: Qt.NoFocus
    Accessible.role: Accessible.ListItem
    Accessible.name: spoken
    // A button would take Space for itself.
    Keys.onSpacePressed: if (has_audio)
        view.toggle_play(take_id)
    onPressed: item.chosen()
    onClicked: view.open(take_id)

    contentItem: RowLayout {
        spacing: Theme.gap

        Column {
            spacing: 3
            Layout.preferredWidth: Math.round((item.narrow ? 92 : 100) * Theme.textScale)

            AppText {
                text: item.when
                color: Theme.textSoft
                font.pixelSize: Theme.small
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }

            AppText {
                objectName: "number_" + item.take_id
                text: item.number
                color: Theme.textFaint
                font.pixelSize: Theme.caption
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }

        TakeWords {
            take: item
            Layout.fillWidth: true
        }

        LevelColumns {
            objectName: "levels_" + item.take_id
            visible: item.reviewed && !item.tight
            levels: item.levels
            Layout.rightMargin: item.narrow ? 0 : Theme.gapLarge
        }

        AppText {
            text: item.reviewed ? item.total + "<font color='" + Theme.textFaint + "'>/24</font>" : item.unrated
            textFormat: Text.StyledText
            color: item.reviewed ? Theme.text : Theme.textFaint
            font.pixelSize: item.reviewed ? Theme.body : Theme.caption
            font.weight: item.reviewed ? Theme.semiBold : Theme.regular
            wrapMode: Text.NoWrap
            horizontalAlignment: Text.AlignRight
            Layout.preferredWidth: Math.round((item.reviewed ? 52 : 80) * Theme.textScale)
            Accessible.ignored: true
        }

        AppText {
            text: item.length
            color: Theme.textSoft
            font.pixelSize: Theme.small
            wrapMode: Text.NoWrap
            horizontalAlignment: Text.AlignRight
            Layout.preferredWidth: Math.round((item.narrow ? 44 : 58) * Theme.textScale)
            Accessible.ignored: true
        }

        TakeButtons {
            take: item
        }
    }

    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.margins: Theme.gapTiny
            anchors.rightMargin: Theme.gap
            radius: Theme.radiusSmall
            color: item.hovered || item.current ? Theme.raised : "transparent"
            border.width: item.current ? Theme.focusWidth : 0
            border.color: Theme.focus
        }

        Rectangle {
            visible: item.index < item.ListView.view.count - 1
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            anchors.leftMargin: Theme.cardPadding
            anchors.rightMargin: Theme.cardPadding
            height: Theme.hairline
            color: Theme.line
        }
    }
}
