import QtQuick
import Failprep
import ".."

// A chip that shows a setting and lets one choose another value.
Chip {
    id: chip

    required property string label
    required property Choice choice
    readonly property alias open: menu.visible

    text: label + " " + choice.text.toLowerCase()
    Accessible.description: qsTr("Opens a list of choices")
    onClicked: menu.popup(chip, 0, chip.height + Theme.gapTiny)

    ChoiceMenu {
        id: menu

        names: chip.choice.names
        place: chip.choice.place
        onChosen: place => chip.choice.choose(place)
    }
}
