pragma ComponentBehavior: Bound

import QtQuick
import Failprep
import ".."
import "../.."

// Which line means whom, in how many sentences, and what it says of what went wrong.
Column {
    id: legend

    required property OwnershipView ownership
    required property bool tight

    spacing: Theme.gapTiny

    Flow {
        width: parent.width
        spacing: legend.tight ? Theme.gapSmall : Theme.gapLarge

        Repeater {
            model: legend.ownership.shares

            Row {
                id: entry

                required property string agent
                required property string title
                required property int count

                visible: count > 0 || !legend.tight
                spacing: Theme.gapTiny + 2
                Accessible.role: Accessible.StaticText
                Accessible.name: title + ": " + count

                Rectangle {
                    width: Theme.iconSize
                    height: entry.agent === "i" || entry.agent === "we" ? Theme.agentLine : Theme.agentLineThick
                    color: Theme.agent(entry.agent)
                    anchors.verticalCenter: parent.verticalCenter
                }

                AppText {
                    text: entry.title + " " + entry.count
                    color: Theme.textSoft
                    font.pixelSize: Theme.caption
                    wrapMode: Text.NoWrap
                    Accessible.ignored: true
                }
            }
        }
    }

    AppText {
        objectName: "ownershipLine"
        width: parent.width
        text: legend.ownership.pointed !== "" ? legend.ownership.pointed : legend.tight ? "" : legend.ownership.line
        visible: text !== ""
        color: Theme.textFaint
        font.pixelSize: Theme.caption
    }
}
