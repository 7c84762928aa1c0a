import QtQuick
import ".."

// A dot and a word: recording, paused or saving.
Row {
    id: row

    required property string phase

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
        text: row.phase === "recording" ? qsTr("Recording") : row.phase === "paused" ? qsTr("Paused. Take your time.") : qsTr("Saving…")
        color: Theme.textSoft
        font.pixelSize: Theme.small
        wrapMode: Text.NoWrap
    }
}
