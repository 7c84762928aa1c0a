import QtQuick
import QtQuick.Layouts
import Failprep
import ".."
import "../.."

// Who judged and how far that is trusted; what the user sees differently; the other coach on request.
ColumnLayout {
    id: lines

    required property RubricView rubric

    spacing: Theme.gapTiny

    AppText {
        objectName: "yourLine"
        visible: text !== ""
        text: lines.rubric.your_line
        color: Theme.info
        font.pixelSize: Theme.caption
        font.weight: Theme.medium
        Layout.fillWidth: true
    }

    AppText {
        objectName: "compareLine"
        visible: text !== ""
        text: lines.rubric.compare_line
        color: Theme.info
        font.pixelSize: Theme.caption
        font.weight: Theme.medium
        Layout.fillWidth: true
    }

    AppText {
        objectName: "coachLine"
        visible: text !== ""
        text: lines.rubric.coach_line
        color: Theme.textFaint
        font.pixelSize: Theme.caption
        Layout.fillWidth: true
    }

    LinkText {
        objectName: "compareCoaches"
        visible: lines.rubric.can_compare
        text: lines.rubric.comparing ? qsTr("Show this coach alone") : qsTr("Compare with the offline coach")
        onClicked: lines.rubric.compare(!lines.rubric.comparing)
    }
}
