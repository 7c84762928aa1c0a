pragma ComponentBehavior: Bound

import QtQuick
import Failprep
import ".."
import "../.."

// The way to see a check differently than the coach does, and back. The menu is made when it is first opened.
IconButton {
    id: button

    required property RubricView rubric
    required property string check
    required property string title
    required property string result
    required property bool overruled
    property bool revealed: false

    objectName: "checkMenu_" + check
    name: qsTr("I see it differently: %1").arg(title)
    tip: qsTr("See it differently")
    iconName: "more"
    size: Theme.chipHeight
    bare: true
    ink: revealed || hovered || visualFocus || choices.active ? Theme.textSoft : Theme.textFaint
    onClicked: {
        choices.active = true;
        (choices.item as AppMenu).popup(button, 0, button.height);
    }

    Loader {
        id: choices

        active: false

        sourceComponent: AppMenu {
            onClosed: choices.active = false

            AppMenuItem {
                objectName: "seeAsMet"
                text: qsTr("I would count it")
                height: visible ? implicitHeight : 0
                visible: !button.overruled && button.result !== "met"
                onTriggered: button.rubric.overrule(button.check, true)
            }

            AppMenuItem {
                objectName: "seeAsNotMet"
                text: qsTr("I would not count it")
                height: visible ? implicitHeight : 0
                visible: !button.overruled && button.result !== "not_met"
                onTriggered: button.rubric.overrule(button.check, false)
            }

            AppMenuItem {
                objectName: "agreeAgain"
                text: qsTr("Take it back")
                height: visible ? implicitHeight : 0
                visible: button.overruled
                onTriggered: button.rubric.agree(button.check)
            }
        }
    }
}
