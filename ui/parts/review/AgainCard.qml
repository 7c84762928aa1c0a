pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Failprep
import ".."
import "../.."

// A take with a result is being reviewed again: the step under way, and a way out.
Card {
    id: card

    required property ReviewView view

    objectName: "againCard"
    implicitHeight: rows.implicitHeight + 2 * Theme.gap

    RowLayout {
        id: rows

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.margins: Theme.gap + 2
        spacing: Theme.gap

        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true

            Repeater {
                model: card.view.steps

                WorkStep {
                    visible: now
                    Layout.fillWidth: true
                }
            }
        }

        AppButton {
            objectName: "againCancel"
            text: qsTr("Cancel")
            Accessible.name: qsTr("Stop reviewing it again")
            onClicked: card.view.cancel()
        }
    }
}
