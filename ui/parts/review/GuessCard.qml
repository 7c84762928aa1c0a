pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Failprep
import ".."
import "../.."

// The user's own guess, before the result is shown.
Card {
    id: card

    required property ReviewView view

    objectName: "guessCard"
    implicitHeight: rows.implicitHeight + 2 * Theme.cardPadding

    ColumnLayout {
        id: rows

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.margins: Theme.cardPadding
        spacing: Theme.gap

        SectionTitle {
            text: qsTr("Before you look: your own ear first")
            Layout.fillWidth: true
        }

        AppText {
            text: qsTr("Of the %1 things they listen for, how many did you show?").arg(card.view.guess.most)
            Layout.fillWidth: true
        }

        RowLayout {
            spacing: Theme.gap

            AppSlider {
                id: slider

                objectName: "guessSlider"
                name: qsTr("Your guess")
                to: card.view.guess.most
                stepSize: 1
                value: Math.round(to / 2)
                Layout.fillWidth: true
            }

            AppText {
                text: qsTr("%1 of %2").arg(slider.value).arg(slider.to)
                font.weight: Theme.semiBold
                font.features: ({
                        "tnum": 1
                    })
                horizontalAlignment: Text.AlignRight
                Layout.preferredWidth: Math.round(62 * Theme.textScale)
            }
        }

        RowLayout {
            spacing: Theme.gapSmall

            AppButton {
                objectName: "guessShow"
                text: card.view.stage === "done" ? qsTr("Show the result") : qsTr("That is my guess")
                kind: "accent"
                onClicked: card.view.guess.guess(slider.value)
            }

            AppButton {
                objectName: "guessSkip"
                text: qsTr("Skip")
                kind: "quiet"
                onClicked: card.view.guess.skip()
            }
        }
    }
}
