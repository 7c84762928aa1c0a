pragma ComponentBehavior: Bound

import QtQuick
import Failprep
import ".."
import "../.."

// What else can be done with a take: have it judged or written down again. Older versions are kept.
IconButton {
    id: button

    required property ReviewView view
    readonly property bool free: view.stage === "done" && !view.again

    objectName: "reviewMore"
    name: qsTr("More")
    iconName: "more"
    enabled: free
    onClicked: menu.popup(button, button.width - menu.implicitWidth, button.height + Theme.gapTiny)

    AppMenu {
        id: menu

        implicitWidth: Theme.wideMenuWidth

        AppMenuItem {
            objectName: "assessAgain"
            text: qsTr("Assess again")
            onTriggered: button.view.assess_again()
        }

        AppMenuItem {
            objectName: "assessByOther"
            visible: button.view.other_coach !== ""
            height: visible ? implicitHeight : 0
            text: qsTr("Assess with %1").arg(button.view.other_coach)
            onTriggered: button.view.assess_by_other()
        }

        AppMenuItem {
            objectName: "transcribeAgain"
            visible: button.view.has_audio
            height: visible ? implicitHeight : 0
            text: qsTr("Transcribe again")
            onTriggered: button.view.review_again()
        }
    }
}
