pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Failprep
import ".."
import "../.."

// The take before it is reviewed: the steps under way, or why there is no review and how to get one.
Card {
    id: card

    required property ReviewView view
    readonly property bool working: view.stage === "working"

    objectName: "workCard"
    implicitHeight: rows.implicitHeight + 2 * Theme.cardPadding

    ColumnLayout {
        id: rows

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.margins: Theme.cardPadding
        spacing: Theme.gap

        SectionTitle {
            text: card.working ? qsTr("Your take is saved. Now we listen.") : card.view.stage === "failed" ? qsTr("Your take is safe, its review is not done") : qsTr("Your take is saved, not reviewed yet")
            Layout.fillWidth: true
        }

        Repeater {
            model: card.view.steps

            WorkStep {
                Layout.fillWidth: true
            }
        }

        AppText {
            objectName: "reviewFailure"
            visible: !card.working && text !== ""
            text: card.view.failure
            Layout.fillWidth: true
        }

        RowLayout {
            spacing: Theme.gapSmall

            AppButton {
                objectName: "reviewAgain"
                visible: !card.working && card.view.has_audio
                text: card.view.stage === "failed" ? qsTr("Try again") : qsTr("Review it now")
                kind: "accent"
                onClicked: card.view.review_again()
            }

            AppButton {
                objectName: "reviewCancel"
                visible: card.working
                text: qsTr("Cancel")
                onClicked: card.view.cancel()
            }
        }
    }
}
