pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Failprep
import ".."
import "../.."

// What they would ask next, and who asks.
Card {
    id: card

    required property ReviewView view
    readonly property Choice interviewer: view.follow_ups.interviewer

    implicitHeight: rows.implicitHeight + 2 * Theme.cardPadding

    ColumnLayout {
        id: rows

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.margins: Theme.cardPadding
        spacing: Theme.gap + 2

        RowLayout {
            spacing: Theme.gapSmall
            Layout.fillWidth: true

            SectionTitle {
                text: qsTr("They would ask next")
                Layout.fillWidth: true
            }

            Chip {
                id: manner

                objectName: "askAs"
                enabled: !card.view.again
                text: card.interviewer.text.toLowerCase()
                Accessible.name: qsTr("Interviewer: %1. Have it asked by another").arg(card.interviewer.text)
                onClicked: menu.popup(manner, 0, manner.height + Theme.gapTiny)

                ChoiceMenu {
                    id: menu

                    names: card.interviewer.names
                    place: card.interviewer.place
                    onChosen: place => card.view.follow_ups.ask_as(place)
                }

                Tip {
                    text: qsTr("Have it asked by another interviewer")
                    shown: manner.hovered && !menu.visible
                }
            }
        }

        Repeater {
            model: card.view.follow_ups.rows

            FollowUpItem {
                view: card.view
                Layout.fillWidth: true
            }
        }
    }
}
