import QtQuick
import ".."

// A dot and a word: recording, paused or saving.
Row {
    id: row

    required property string state

    spacing: Theme.gapSmall

    Rectangle {
        width: 9
        height: 9
        radius: 4.5
        color: row.state === "recording" ? Theme.accent : row.state === "paused" ? Theme.warning : Theme.textFaint
        anchors.verticalCenter: parent.verticalCenter
    }

    AppText {
        objectName: "recordingState"
        text: row.state === "recording" ? qsTr("Recording") : row.state === "paused" ? qsTr("Paused. Take your time.") : qsTr("Saving…")
        color: Theme.textSoft
        font.pixelSize: Theme.small
        wrapMode: Text.NoWrap
    }
}
