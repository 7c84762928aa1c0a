import QtQuick
import Failprep
import ".."

// Mark, stop, pause; and, apart from these, start over.
Item {
    id: controls

    required property PracticeView view

    implicitHeight: stop.height

    AppButton {
        objectName: "showWords"
        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        visible: controls.view.take.can_show_words && !controls.view.take.shows_words
        kind: "quiet"
        text: qsTr("Show words")
        Accessible.name: qsTr("Show the live transcript")
        onClicked: controls.view.take.show_words(true)
    }

    AppButton {
        objectName: "markMoment"
        anchors.right: stop.left
        anchors.rightMargin: Theme.gapLarge
        anchors.verticalCenter: parent.verticalCenter
        text: qsTr("Mark moment")
        keyHint: "M"
        onClicked: controls.view.mark()
    }

    StopButton {
        id: stop

        objectName: "stopButton"
        anchors.centerIn: parent
        onClicked: controls.view.stop()
    }

    AppButton {
        objectName: "pauseButton"
        anchors.left: stop.right
        anchors.leftMargin: Theme.gapLarge
        anchors.verticalCenter: parent.verticalCenter
        text: controls.view.state === "paused" ? qsTr("Go on") : qsTr("Pause")
        keyHint: "P"
        onClicked: controls.view.toggle_pause()
    }

    AppButton {
        objectName: "startOver"
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        kind: "quiet"
        text: qsTr("Throw away")
        keyHint: "Esc"
        onClicked: controls.view.cancel()
    }
}
