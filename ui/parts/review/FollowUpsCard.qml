pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Failprep
import ".."
import "../.."

// What they would ask next, each with a microphone to answer it aloud.
Card {
    id: card

    required property ReviewView view

    implicitHeight: rows.implicitHeight + 2 * Theme.cardPadding

    ColumnLayout {
        id: rows

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.margins: Theme.cardPadding
        spacing: Theme.gap + 2

        SectionTitle {
            text: qsTr("They would ask next")
            Layout.fillWidth: true
        }

        Repeater {
            model: card.view.follow_ups

            RowLayout {
                id: asked

                required property int index
                required property string question
                required property string about
                required property int anchor
                required property bool answered

                spacing: Theme.gap - 2
                Layout.fillWidth: true

                IconButton {
                    objectName: "answer_" + asked.index
                    name: qsTr("Answer aloud: %1").arg(asked.question)
                    tip: qsTr("Answer aloud")
                    iconName: asked.answered ? "check" : "mic"
                    size: Theme.controlHeight - 4
                    Layout.alignment: Qt.AlignTop
                    onClicked: card.view.answer(asked.index)
                }

                ColumnLayout {
                    spacing: 1
                    Layout.fillWidth: true

                    AppText {
                        text: asked.question
                        Layout.fillWidth: true
                    }

                    LinkText {
                        objectName: "anchor_" + asked.index
                        text: asked.about
                        active: asked.anchor > 0
                        Accessible.description: qsTr("Hear what it hangs on")
                        onClicked: card.view.hear_sentence(asked.anchor)
                    }
                }
            }
        }
    }
}
