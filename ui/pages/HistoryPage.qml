pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Failprep
import "../parts"
import "../parts/history"
import ".."

// Every take, newest first: find, hear, open, name, delete.
FocusScope {
    id: page

    required property HistoryView view
    readonly property bool narrow: width < Theme.narrowWindow - Theme.sidebarWidth

    objectName: "historyPage"
    onVisibleChanged: visible ? view.refresh() : view?.leave()
    Component.onCompleted: view.refresh()

    Shortcut {
        enabled: page.visible
        sequences: [StandardKey.Find]
        onActivated: search.forceActiveFocus(Qt.ShortcutFocusReason)
    }

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.pageMargin
        anchors.topMargin: Theme.pageMargin - 4
        anchors.bottomMargin: Theme.gapLarge + 8
        spacing: Theme.gapLarge - 2

        RowLayout {
            visible: page.view.state !== "empty"
            spacing: Theme.gapSmall

            PageTitle {
                text: qsTr("History")
                Layout.fillWidth: true
            }

            SearchField {
                id: search

                view: page.view
                list: list
                Layout.preferredWidth: Math.round(300 * Theme.textScale)
            }

            FilterButton {
                view: page.view
            }
        }

        Card {
            visible: page.view.state === "listed"
            Layout.fillWidth: true
            Layout.fillHeight: true

            TakeList {
                id: list

                view: page.view
                narrow: page.narrow
                focus: true
                anchors.fill: parent
                anchors.margins: Theme.hairline
                onDescribe_requested: take => describe.show(take)
                onDelete_requested: take => remove.show(take)
            }
        }

        NothingHere {
            visible: page.view.state === "empty" || page.view.state === "nothing_found"
            view: page.view
            Layout.fillWidth: true
            Layout.fillHeight: true
        }

        Item {
            visible: page.view.state === "loading"
            Layout.fillHeight: true
        }
    }

    DescribeDialog {
        id: describe

        view: page.view
        onClosed: list.forceActiveFocus()
    }

    DeleteDialog {
        id: remove

        view: page.view
        onClosed: list.forceActiveFocus()
    }
}
