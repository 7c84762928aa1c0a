import QtQuick
import Failprep
import ".."

// A sentence that shows a check: press it to hear exactly that sentence, or to see it where there is no audio.
Chip {
    id: chip

    required property var modelData
    required property RubricView rubric
    required property string checkId
    required property bool hasAudio

    objectName: "evidence_" + checkId + "_" + modelData.sentence
    text: modelData.label
    iconName: hasAudio ? "play" : ""
    Accessible.name: (hasAudio ? qsTr("Hear “%1”") : qsTr("Show “%1”")).arg(modelData.text)
    onClicked: rubric.choose(modelData.sentence)
    onVisualFocusChanged: rubric.point_at(visualFocus ? checkId : "")

    Tip {
        text: chip.modelData.text
        shown: chip.hovered
    }
}
