import QtQuick
import QtQuick.Layouts
import Failprep
import ".."

// Where the question comes from, and the ways to another one.
RowLayout {
    id: bar

    required property PromptsView prompts
    required property bool free

    signal picker_requested

    spacing: Theme.gapSmall

    AppText {
        objectName: "promptWhere"
        Layout.fillWidth: true
        text: bar.prompts.where
        color: Theme.textSoft
        font.pixelSize: Theme.small
        maximumLineCount: 2
        elide: Text.ElideRight
    }

    AppButton {
        objectName: "shuffle"
        text: qsTr("Shuffle")
        enabled: bar.free
        onClicked: bar.prompts.shuffle()
    }

    AppButton {
        objectName: "choosePrompt"
        text: qsTr("Choose prompt")
        enabled: bar.free
        onClicked: bar.picker_requested()
    }
}
