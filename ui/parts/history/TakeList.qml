pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import Failprep
import ".."
import "../.."

// The list. The keyboard: up and down, Enter opens, Space plays, F2 names, Delete deletes.
ListView {
    id: list

    required property HistoryView view
    required property bool narrow
    readonly property TakeItem chosen: currentItem as TakeItem

    signal describe_requested(take: TakeItem)
    signal delete_requested(take: TakeItem)

    objectName: "takeList"
    model: view.takes
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    activeFocusOnTab: true
    keyNavigationEnabled: true
    reuseItems: true
    highlightMoveDuration: 0
    topMargin: Theme.gapTiny
    bottomMargin: Theme.gapTiny
    ScrollBar.vertical: AppScrollBar {}

    Accessible.role: Accessible.List
    Accessible.name: qsTr("Takes, newest first")

    Keys.onReturnPressed: if (chosen)
        view.open(chosen.take_id)
    Keys.onEnterPressed: if (chosen)
        view.open(chosen.take_id)
    Keys.onDeletePressed: if (chosen)
        list.delete_requested(chosen)
    Keys.onPressed: event => {
        if (event.key === Qt.Key_F2 && chosen)
            list.describe_requested(chosen);
        if (event.key === Qt.Key_Home || event.key === Qt.Key_End)
            currentIndex = event.key === Qt.Key_Home ? 0 : count - 1;
    }

    delegate: TakeItem {
        view: list.view
        narrow: list.narrow
        width: ListView.view.width
        current: ListView.isCurrentItem && list.activeFocus
        onChosen: list.currentIndex = index
        onDescribe_requested: list.describe_requested(this)
        onDelete_requested: list.delete_requested(this)
    }
}
