import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Failprep
import ".."
import "../.."

// The right-hand side: work under way, the guess, then the result.
Flickable {
    id: pane

    required property ReviewView view
    readonly property bool done: view.stage === "done"
    readonly property bool shown: done && !view.guess.asking
    readonly property real gutter: Theme.gap // for the scroll bar, inside the page's margin

    objectName: "resultColumn"
    contentWidth: width
    contentHeight: cards.implicitHeight
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    ScrollBar.vertical: AppScrollBar {}

    FollowFocus {
        flickable: pane
    }

    Connections {
        target: pane.view

        function onAnother_shown(): void {
            pane.contentY = 0;
        }
    }

    ColumnLayout {
        id: cards

        width: pane.width - pane.gutter
        spacing: Theme.gap

        WorkCard {
            visible: !pane.done
            view: pane.view
            Layout.fillWidth: true
        }

        GuessCard {
            visible: pane.view.guess.asking && (pane.done || pane.view.stage === "working")
            view: pane.view
            Layout.fillWidth: true
        }

        AgainCard {
            visible: pane.view.again
            view: pane.view
            Layout.fillWidth: true
        }

        ReplyCard {
            visible: pane.view.reply.shown && (pane.shown || !pane.done)
            reply: pane.view.reply
            Layout.fillWidth: true
        }

        RubricCard {
            visible: pane.shown && !pane.view.reply.alone
            rubric: pane.view.rubric
            line: pane.view.guess.line
            hasAudio: pane.view.has_audio
            Layout.fillWidth: true
        }

        FollowUpsCard {
            visible: pane.shown && !pane.view.reply.shown && pane.view.follow_ups.rows.count > 0
            view: pane.view
            Layout.fillWidth: true
        }

        DeliveryCard {
            visible: pane.view.delivery.measured
            view: pane.view
            Layout.fillWidth: true
        }

        NotesCard {
            header: pane.view.header
            Layout.fillWidth: true
        }
    }
}
