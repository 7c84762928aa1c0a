pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Failprep
import ".."
import "../.."

// One check: met, not met or cannot tell; the sentences that say so; what meeting it sounds like.
Item {
    id: item

    required property RubricView rubric
    required property bool hasAudio
    required property string check_id
    required property string title
    required property string result
    required property string verdict
    required property bool uncertain
    required property string advice
    required property list<var> evidence
    required property string yours
    required property string why
    required property string other
    readonly property bool met: result === "met"
    readonly property bool crowded: evidence.length > 2 || (evidence.length > 1 && (uncertain || width < Theme.checkWidth))

    objectName: "check_" + check_id
    implicitHeight: rows.implicitHeight
    Accessible.role: Accessible.Grouping
    Accessible.name: title + ": " + verdict + (uncertain ? qsTr(", uncertain") : "") + (yours !== "" ? ", " + yours : "") + (other !== "" ? ", " + other : "")

    HoverHandler {
        id: pointer

        onHoveredChanged: item.rubric.point_at(hovered ? item.check_id : "")
    }

    ColumnLayout {
        id: rows

        width: parent.width
        spacing: 1

        RowLayout {
            spacing: Theme.gapSmall
            Layout.minimumHeight: Theme.chipHeight

            Icon {
                visible: item.result !== "cannot_tell"
                name: item.met ? "check" : "circle"
                color: item.met ? Theme.good : Theme.textFaint
                size: Theme.caption
            }

            AppText {
                visible: item.result === "cannot_tell"
                text: "?"
                color: Theme.warningText
                font.pixelSize: Theme.small
                font.weight: Theme.bold
                horizontalAlignment: Text.AlignHCenter
                Layout.preferredWidth: Theme.caption
                Accessible.ignored: true
            }

            AppText {
                text: item.title
                color: Theme.textSoft
                font.pixelSize: Theme.small
                Layout.fillWidth: true
                Accessible.ignored: true
            }

            AppText {
                visible: item.uncertain || item.result === "cannot_tell"
                text: item.result === "cannot_tell" ? qsTr("cannot tell") : qsTr("uncertain")
                color: Theme.warningText
                font.pixelSize: Theme.caption - 1
                Accessible.ignored: true
            }

            Evidence {
                visible: !item.crowded && item.evidence.length > 0
                check: item
            }

            CheckMenu {
                rubric: item.rubric
                check: item.check_id
                title: item.title
                result: item.result
                overruled: item.yours !== ""
                revealed: pointer.hovered
                Layout.rightMargin: -Theme.gapTiny
            }
        }

        AppText {
            objectName: "beside_" + item.check_id
            visible: text !== ""
            text: [item.yours, item.other].filter(line => line !== "").join("  ·  ")
            color: Theme.info
            font.pixelSize: Theme.caption
            font.weight: Theme.medium
            Layout.fillWidth: true
            Layout.leftMargin: Theme.caption + Theme.gapSmall
            Layout.bottomMargin: Theme.gapTiny
            Accessible.ignored: true
        }

        AppTextField {
            objectName: "why_" + item.check_id
            visible: item.yours !== ""
            text: item.why
            placeholderText: qsTr("Why, if you like")
            maximumLength: 300
            Accessible.name: qsTr("Why you see “%1” differently").arg(item.title)
            Layout.fillWidth: true
            Layout.leftMargin: Theme.caption + Theme.gapSmall
            Layout.bottomMargin: Theme.gapTiny
            onEditingFinished: item.rubric.explain(item.check_id, text)
        }

        Evidence {
            visible: item.crowded
            check: item
            Layout.fillWidth: true
            Layout.leftMargin: Theme.caption + Theme.gapSmall
            Layout.bottomMargin: Theme.gapTiny
        }

        AppText {
            visible: item.advice !== ""
            text: item.advice
            color: Theme.textFaint
            font.pixelSize: Theme.caption
            Layout.fillWidth: true
            Layout.leftMargin: Theme.caption + Theme.gapSmall
            Layout.bottomMargin: Theme.gapTiny
        }
    }
}
