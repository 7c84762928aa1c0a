import QtQuick
import QtQuick.Layouts
import Failprep
import ".."
import "../.."

// How it was said: its shape, pace, who acts, and the moments worth hearing again.
Card {
    id: card

    required property ReviewView view
    readonly property DeliveryView delivery: view.delivery

    objectName: "deliveryCard"
    implicitHeight: rows.implicitHeight + 2 * Theme.cardPadding

    ColumnLayout {
        id: rows

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.margins: Theme.cardPadding
        spacing: Theme.gap

        SectionTitle {
            text: qsTr("Delivery")
            Layout.fillWidth: true
        }

        ShapeBars {
            objectName: "shapeBars"
            visible: card.view.shape.facts !== "" && !card.view.guess.asking // it would give the result away
            shape: card.view.shape
            Layout.fillWidth: true
        }

        PaceCurve {
            delivery: card.delivery
            player: card.view.player
            Layout.fillWidth: true
        }

        AgentBars {
            ownership: card.view.transcript.ownership
            player: card.view.player
            Layout.fillWidth: true
        }

        Moments {
            objectName: "fillers"
            title: qsTr("Fillers")
            none: qsTr("None heard.")
            about: card.delivery.filler_doubt
            moments: card.delivery.fillers
            player: card.view.player
            Layout.fillWidth: true
        }

        Moments {
            objectName: "restarts"
            visible: card.delivery.restarts.count > 0
            title: qsTr("Repeated starts")
            none: ""
            moments: card.delivery.restarts
            player: card.view.player
            Layout.fillWidth: true
        }

        Moments {
            objectName: "pauses"
            title: qsTr("Long pauses")
            none: qsTr("None. A pause before the hard part is welcome.")
            moments: card.delivery.pauses
            player: card.view.player
            Layout.fillWidth: true
        }

        Moments {
            objectName: "hedges"
            title: qsTr("Hedges")
            none: qsTr("None.")
            moments: card.delivery.hedges
            player: card.view.player
            Layout.fillWidth: true
        }
    }
}
