import QtQuick
import ".."

// A dot and words: which take this is, and whether it is recording, paused or being saved.
Row {
    id: row

    required property string phase
    required property string take
    readonly property string doing: phase === "recording" ? qsTr("Recording") : phase === "paused" ? qsTr("Paused. Take your time.") : qsTr("Saving…")

    spacing: Theme.gapSmall

    Rectangle {
        width: Theme.dot
        height: Theme.dot
        radius: Theme.dot / 2
        color: row.phase === "recording" ? Theme.accent : row.phase === "paused" ? Theme.warning : Theme.textFaint
        anchors.verticalCenter: parent.verticalCenter
    }

    AppText {
        objectName: "recordingState"
        text: [row.take, row.doing].filter(text => text !== "").join("  ·  ")
        color: Theme.textSoft
        font.pixelSize: Theme.small
        wrapMode: Text.NoWrap
    }
}
