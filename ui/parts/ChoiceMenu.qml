pragma ComponentBehavior: Bound

import QtQuick
import ".."

// A menu of names with a tick at the present one.
AppMenu {
    id: menu

    required property list<string> names
    required property int place

    signal chosen(int place)

    Repeater {
        model: menu.names

        AppMenuItem {
            required property int index
            required property string modelData

            text: modelData
            checkable: true
            checked: index === menu.place
            onTriggered: menu.chosen(index)
        }
    }
}
