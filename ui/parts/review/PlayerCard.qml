pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Failprep
import ".."
import "../.."

// The player: the waveform coloured by the parts of the answer, their legend, and the delivery in one line.
Card {
    id: card

    required property ReviewView view
    readonly property PlayerView player: view.player
    readonly property bool narrow: width < Theme.readingWidth

    implicitHeight: rows.implicitHeight + 2 * Theme.gap + 6

    ColumnLayout {
        id: rows

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.cardPadding
        anchors.rightMargin: Theme.cardPadding
        spacing: Theme.gapSmall + 2

        RowLayout {
            visible: card.player.available
            spacing: Theme.gap

            IconButton {
                objectName: "playPause"
                name: card.player.playing ? qsTr("Pause") : qsTr("Play")
                iconName: card.player.playing ? "pause" : "play"
                onClicked: card.player.toggle()
            }

            AnswerWave {
                shape: card.view.shape
                player: card.player
                Layout.fillWidth: true
                Layout.preferredHeight: 46
            }

            AppText {
                objectName: "playerTime"
                text: card.player.time_text
                color: Theme.textSoft
                font.pixelSize: Theme.small
                font.features: ({
                        "tnum": 1
                    })
                wrapMode: Text.NoWrap
                Accessible.name: card.player.time_spoken
            }

            Chip {
                objectName: "playerSpeed"
                text: card.player.speed_text
                Accessible.name: qsTr("Speed %1, press for the next one").arg(text)
                onClicked: card.player.change_speed(1)
            }
        }

        RowLayout {
            spacing: Theme.gapLarge
            visible: card.view.delivery.measured || !card.player.available

            AnswerLegend {
                shape: card.view.shape
                Layout.leftMargin: card.player.available ? Theme.controlHeight + Theme.gap : 0
                Layout.fillWidth: true
            }

            AppText {
                objectName: "deliveryLine"
                visible: !card.narrow || !card.view.has_audio
                text: card.view.has_audio ? card.view.delivery.line : qsTr("The audio was deleted. The review stays.")
                color: Theme.textFaint
                font.pixelSize: Theme.caption
                horizontalAlignment: Text.AlignRight
                Layout.maximumWidth: rows.width * 0.5
            }
        }
    }
}
