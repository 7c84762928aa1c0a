import QtQuick
import Failprep
import ".."
import "../.."

// No take yet, or none that was searched for.
Item {
    id: place

    required property HistoryView view
    readonly property bool searching: view.state === "nothing_found"

    Column {
        anchors.centerIn: parent
        width: Math.min(parent.width, Math.round(520 * Theme.textScale))
        spacing: Theme.gap

        Icon {
            name: place.searching ? "search" : "mic"
            size: Theme.iconSize * 2
            color: Theme.textFaint
            anchors.horizontalCenter: parent.horizontalCenter
        }

        AppText {
            objectName: "nothingHere"
            text: place.searching ? qsTr("Nothing found") : qsTr("Your first take will stand here")
            font.pixelSize: Theme.heading
            font.weight: Theme.bold
            font.letterSpacing: -0.3
            horizontalAlignment: Text.AlignHCenter
            width: parent.width
            Accessible.role: Accessible.Heading
        }

        AppText {
            text: place.searching ? qsTr("No take holds what you look for. Fewer words find more; their beginnings are enough.") : qsTr("Everything you say stays on this computer: to hear again, and to find by a word that was said.")
            color: Theme.textSoft
            horizontalAlignment: Text.AlignHCenter
            width: parent.width
        }

        Item {
            width: 1
            height: Theme.gapTiny
        }

        AppButton {
            objectName: "nothingAction"
            text: place.searching ? qsTr("Show all takes") : qsTr("Practise now")
            kind: place.searching ? "plain" : "accent"
            focus: true
            anchors.horizontalCenter: parent.horizontalCenter
            onClicked: place.searching ? place.view.show_all() : place.view.practise_requested()
        }
    }
}
