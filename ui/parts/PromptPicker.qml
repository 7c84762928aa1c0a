pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Failprep
import ".."

// All questions by family, to search in; or one in your own words.
Popup {
    id: picker

    required property PromptsView prompts

    function choose(prompt: string): void {
        picker.prompts.choose(prompt);
        picker.close();
    }

    objectName: "promptPicker"
    parent: Overlay.overlay
    anchors.centerIn: parent
    width: Math.min(Theme.readingWidth, (parent?.width ?? 0) - 2 * Theme.pageMargin)
    height: Math.min(Theme.dialogHeight, (parent?.height ?? 0) - 2 * Theme.pageMargin)
    padding: Theme.gapLarge
    modal: true
    focus: true
    closePolicy: Popup.CloseOnEscape | Popup.CloseOnPressOutside
    onAboutToShow: search.clear()
    onOpened: {
        list.show_asked();
        search.forceActiveFocus();
    }

    contentItem: ColumnLayout {
        spacing: Theme.gap

        AppTextField {
            id: search

            objectName: "promptSearch"
            Layout.fillWidth: true
            iconName: "search"
            placeholderText: qsTr("Search, or type a question of your own")
            onTextChanged: {
                picker.prompts.find(text);
                list.show_asked();
            }
            Keys.onDownPressed: list.forceActiveFocus()
            Keys.onReturnPressed: picker.prompts.found.count > 0 ? list.choose() : own.visible ? own.click() : undefined
        }

        AppButton {
            id: own

            objectName: "askOwn"
            visible: picker.prompts.own !== ""
            text: qsTr("Ask exactly this")
            iconName: "right"
            onClicked: picker.choose(picker.prompts.own)
        }

        ListView {
            id: list

            function choose(): void {
                (currentItem as PromptItem)?.clicked();
            }

            // Begin at the question that is asked now; after a search, at the best hit.
            function show_asked(): void {
                currentIndex = search.text === "" ? picker.prompts.place() : 0;
                positionViewAtIndex(currentIndex, currentIndex === 0 ? ListView.Beginning : ListView.Center);
            }

            objectName: "promptList"
            Layout.fillWidth: true
            Layout.fillHeight: true
            clip: true
            model: picker.prompts.found
            cacheBuffer: 0 // what is made ahead of need is still being made when a search takes its row away
            keyNavigationEnabled: true
            activeFocusOnTab: true
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Questions")
            Keys.onReturnPressed: choose()
            Keys.onSpacePressed: choose()
            ScrollBar.vertical: AppScrollBar {}

            delegate: PromptItem {
                width: ListView.view.width
                focused: ListView.isCurrentItem && ListView.view.activeFocus
                chosen: prompt_id === picker.prompts.prompt_id
                onClicked: picker.choose(prompt_id)
            }

            AppText {
                anchors.centerIn: parent
                objectName: "nothingAsked"
                visible: picker.prompts.found.count === 0 // the list does not tell when it loses all rows at once
                text: own.visible ? qsTr("No question has these words. Enter asks yours.") : qsTr("No question has these words. A few more, and you can ask your own.")
                color: Theme.textSoft
                horizontalAlignment: Text.AlignHCenter
                width: parent.width
            }
        }
    }

    background: Card {}

    Overlay.modal: Rectangle {
        color: Theme.veil
    }
}
