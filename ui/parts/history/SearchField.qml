import QtQuick
import Failprep
import ".."

// Searches in what was said, the prompts, titles and notes.
AppTextField {
    id: field

    required property HistoryView view
    required property Item list

    objectName: "historySearch"
    iconName: "search"
    text: view.search
    placeholderText: qsTr("Search what you said…")
    onTextEdited: view.search_for(text)
    Keys.onDownPressed: list.forceActiveFocus(Qt.TabFocusReason)
    Keys.onReturnPressed: list.forceActiveFocus(Qt.TabFocusReason)
    Keys.onEscapePressed: event => {
        event.accepted = text !== "";
        view.search_for("");
    }
}
