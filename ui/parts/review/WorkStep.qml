import QtQuick
import QtQuick.Layouts
import ".."
import "../.."

// One step of the work: done, under way with its progress, or still to come.
ColumnLayout {
    id: step

    required property string title
    required property string phase
    required property real fraction
    required property string note
    readonly property bool now: phase === "now"

    spacing: 5
    Accessible.role: Accessible.StaticText
    Accessible.name: title + ", " + (phase === "done" ? qsTr("done") : now ? qsTr("under way") : qsTr("to come"))

    RowLayout {
        spacing: Theme.gapSmall

        Icon {
            name: step.phase === "done" ? "check" : "circle"
            color: step.phase === "done" ? Theme.good : step.now ? Theme.accent : Theme.line
            size: Theme.iconSize - 2
        }

        AppText {
            text: step.note === "" ? step.title : step.title + ": " + step.note
            color: step.now ? Theme.text : Theme.textSoft
            font.pixelSize: Theme.small
            Layout.fillWidth: true
            Accessible.ignored: true
        }
    }

    AppProgressBar {
        visible: step.now
        value: step.fraction
        name: step.title
        implicitHeight: 4
        Layout.fillWidth: true
        Layout.leftMargin: Theme.iconSize + Theme.gapSmall - 2
    }
}
