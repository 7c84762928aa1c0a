pragma ComponentBehavior: Bound

import QtQuick
import Failprep
import ".."

// Narrows the list to a time or to a weak criterion.
AppButton {
    id: button

    required property HistoryView view

    objectName: "historyFilter"
    text: view.filter_title || qsTr("Filter")
    Accessible.name: view.filter_title ? qsTr("Filter: %1").arg(view.filter_title) : qsTr("Filter")
    onClicked: menu.popup(button, width - menu.width, height + 4)

    AppMenu {
        id: menu

        objectName: "historyFilters"

        Repeater {
            model: button.view.filters

            AppMenuItem {
                required property string filter_id
                required property string title
                required property bool chosen

                objectName: "filter_" + filter_id
                text: title
                checkable: true
                checked: chosen
                onTriggered: button.view.choose_filter(filter_id)
            }
        }
    }
}
