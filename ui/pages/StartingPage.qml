import QtQuick
import Failprep
import "../parts"
import ".."

// What is seen for the blink before the first screen is ready, or for longer when something keeps it from being so.
Item {
    id: page

    required property Starting starting

    signal settings_requested

    Column {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.pageMargin, Theme.readingWidth)
        spacing: Theme.gapLarge
        visible: page.starting !== null && page.starting.trouble !== ""

        PageTitle {
            width: parent.width
            text: page.starting?.trouble ?? ""
            horizontalAlignment: Text.AlignHCenter
        }

        AppText {
            width: parent.width
            text: page.starting?.way_out ?? ""
            color: Theme.textSoft
            horizontalAlignment: Text.AlignHCenter
        }

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.gapSmall

            AppButton {
                objectName: "startAgain"
                text: qsTr("Try again")
                kind: "accent"
                onClicked: page.starting.again_requested()
            }

            AppButton {
                objectName: "openSettings"
                text: qsTr("Open Settings")
                onClicked: page.settings_requested()
            }
        }
    }
}
