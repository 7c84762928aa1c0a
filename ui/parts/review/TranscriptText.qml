pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import Failprep
import ".."
import "../.."

// The words. Click one to hear it, drag to select and copy. Lights lie behind the text: see TranscriptView.
Flickable {
    id: pane

    required property TranscriptView view
    readonly property color ink: Theme.warningText

    function reveal(top: real, bottom: real): void {
        if (top < contentY || bottom > contentY + height)
            contentY = Math.max(0, Math.min(top - height / 3, contentHeight - height));
    }

    contentWidth: width
    contentHeight: words.height
    onInkChanged: view.set_ink(ink)
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    ScrollBar.vertical: AppScrollBar {}

    Behavior on contentY {
        enabled: !pane.moving

        NumberAnimation {
            duration: Theme.smooth
        }
    }

    // Whoever scrolls while listening is left alone for a while.
    Timer {
        id: ownScroll

        interval: Theme.patience
    }

    onMovementStarted: ownScroll.restart()

    Connections {
        target: pane.view

        function onShown(top: real): void {
            pane.reveal(top, top + words.font.pixelSize * 2);
        }

        function onSpoken_changed(): void {
            if (pane.view.spoken_rect.height > 0 && !ownScroll.running)
                pane.reveal(pane.view.spoken_rect.top, pane.view.spoken_rect.bottom);
        }
    }

    Repeater {
        model: pane.view.marks

        Rectangle {
            required property rect place
            required property string part

            x: words.x + place.x
            y: place.y
            width: place.width
            height: place.height
            radius: 3
            color: part === "other" ? Theme.partSetup : Theme.part(part)
            opacity: Theme.tint
        }
    }

    Repeater {
        model: pane.view.agent_marks

        Rectangle {
            required property rect place
            required property string agent

            objectName: "agentLine"
            x: words.x + place.x
            y: place.y + place.height
            width: place.width
            height: agent === "i" || agent === "we" ? Theme.agentLine : Theme.agentLineThick
            color: Theme.agent(agent)
        }
    }

    Rectangle {
        objectName: "spokenWord"
        visible: height > 0
        x: words.x + pane.view.spoken_rect.x
        y: pane.view.spoken_rect.y
        width: pane.view.spoken_rect.width
        height: pane.view.spoken_rect.height
        radius: 3
        color: Theme.accent
        opacity: 0.38
    }

    TextEdit {
        id: words

        objectName: "transcriptWords"
        x: 3 // room for the lights, which reach a little beyond the letters
        width: pane.width - x - Theme.cardPadding
        readOnly: true
        selectByMouse: true
        selectByKeyboard: true
        persistentSelection: true
        activeFocusOnTab: true
        wrapMode: TextEdit.Wrap
        textFormat: TextEdit.PlainText
        color: Theme.text
        selectionColor: Theme.info
        selectedTextColor: Theme.window
        font.family: Theme.family
        font.pixelSize: Theme.reading
        Accessible.name: qsTr("Transcript")
        Accessible.description: pane.view.ownership.pointed
        Keys.onReturnPressed: pane.view.choose(cursorPosition)
        Keys.onEnterPressed: pane.view.choose(cursorPosition)
        onCursorRectangleChanged: if (activeFocus)
            pane.reveal(cursorRectangle.y, cursorRectangle.y + cursorRectangle.height)
        onCursorPositionChanged: pane.view.point_at(cursorPosition)
        onContentSizeChanged: pane.view.lay_out()
        Component.onCompleted: pane.view.attach(textDocument, Theme.readingLine, pane.ink)

        TapHandler {
            onTapped: point => {
                if (words.selectedText === "")
                    pane.view.choose(words.positionAt(point.position.x, point.position.y));
            }
        }

        HoverHandler {
            cursorShape: Qt.PointingHandCursor
            onPointChanged: if (hovered)
                pane.view.point_at(words.positionAt(point.position.x, point.position.y))
        }
    }
}
