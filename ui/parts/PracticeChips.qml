import QtQuick
import Failprep
import ".."

// How the question is asked: aloud, after how much thought, for how long, by whom.
Item {
    id: chips

    required property PracticeView view

    implicitHeight: flow.implicitHeight

    Flow {
        id: flow

        readonly property real natural: hear.width + think.width + target.width + interviewer.width + 3 * spacing

        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width, natural)
        spacing: Theme.gapSmall + 2

        Chip {
            id: hear

            objectName: "hearIt"
            iconName: chips.view.prompts.hearing === "" ? "play" : "stop"
            text: chips.view.prompts.hearing === "" ? qsTr("Hear it asked") : chips.view.prompts.hearing === "playing" ? qsTr("Stop") : qsTr("One moment…")
            onClicked: chips.view.prompts.hear()
        }

        ChoiceChip {
            id: think

            objectName: "thinkTime"
            label: qsTr("Think time")
            choice: chips.view.think_time
        }

        ChoiceChip {
            id: target

            objectName: "target"
            label: qsTr("Target")
            choice: chips.view.target
        }

        ChoiceChip {
            id: interviewer

            objectName: "interviewer"
            label: qsTr("Interviewer:")
            choice: chips.view.interviewer
        }
    }
}
