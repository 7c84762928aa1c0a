import QtQuick
import Failprep
import "../parts"
import ".."

// From a question to a take. Space starts, wherever the keyboard is not on another control, and always stops.
FocusScope {
    id: page

    required property PracticeView view
    readonly property bool recording: view.live || view.state === "saving"
    readonly property bool idle: view.state === "ready" && !picker.visible

    objectName: "practicePage"
    onVisibleChanged: {
        view?.show(visible);
        hands.focus = true;
    }
    Component.onCompleted: view.show(visible)
    Keys.onSpacePressed: event => event.isAutoRepeat ? undefined : view.toggle()
    Keys.onEscapePressed: view.cancel()

    // Holds the keyboard until the user tabs to a control, so that Space means what the screen says.
    Item {
        id: hands

        focus: true
    }

    PracticeReady {
        anchors.fill: parent
        visible: !page.recording
        view: page.view
        onPicker_requested: picker.open()
    }

    PracticeRecording {
        anchors.fill: parent
        visible: page.recording
        view: page.view
    }

    PromptPicker {
        id: picker

        prompts: page.view.prompts
        onClosed: hands.forceActiveFocus()
    }

    AppDialog {
        objectName: "discardDialog"
        visible: page.view.asking_to_discard
        title: qsTr("Throw this take away?")
        text: qsTr("%1 of recording would be lost. It is paused for now.").arg(page.view.take.elapsed)
        yes: qsTr("Throw away")
        no: qsTr("Keep it")
        dangerous: true
        onAccepted: page.view.discard(true)
        onRejected: page.view.discard(false)
        onClosed: hands.forceActiveFocus()
    }

    Shortcut {
        sequence: "Space"
        enabled: page.visible && page.view.live && !page.view.asking_to_discard
        autoRepeat: false
        onActivated: page.view.toggle()
    }

    Shortcut {
        sequence: "P"
        enabled: page.visible && page.view.live && !page.view.asking_to_discard
        autoRepeat: false
        onActivated: page.view.toggle_pause()
    }

    Shortcut {
        sequence: "M"
        enabled: page.visible && page.view.live && !page.view.asking_to_discard
        autoRepeat: false
        onActivated: page.view.mark()
    }

    Shortcut {
        sequence: "H"
        enabled: page.visible && page.idle
        autoRepeat: false
        onActivated: page.view.prompts.hear()
    }

    Shortcut {
        sequence: "S"
        enabled: page.visible && page.idle
        autoRepeat: false
        onActivated: page.view.prompts.shuffle()
    }

    Shortcut {
        sequence: "Ctrl+P"
        enabled: page.visible && page.idle
        onActivated: picker.open()
    }
}
