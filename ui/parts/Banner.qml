import QtQuick
import QtQuick.Layouts
import Failprep
import ".."

// One notice at the top: what happened, and what to do about it.
Item {
    id: banner

    required property Notices notices
    readonly property bool shown: notices.message !== ""
    readonly property bool trouble: notices.kind === "trouble"

    objectName: "banner"
    height: shown ? card.implicitHeight + Theme.gapLarge : 0
    visible: height > 0
    clip: true
    Accessible.role: Accessible.AlertMessage
    Accessible.name: notices.message + " " + notices.way_out

    Behavior on height {
        NumberAnimation {
            duration: Theme.smooth
            easing.type: Easing.OutCubic
        }
    }

    Timer {
        interval: Theme.patience
        running: banner.shown && !banner.trouble
        onTriggered: banner.notices.dismiss()
    }

    Card {
        id: card

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.leftMargin: Theme.pageMargin
        anchors.rightMargin: Theme.pageMargin
        implicitHeight: row.implicitHeight + 2 * Theme.gap
        border.color: banner.trouble ? Theme.warning : Theme.line

        RowLayout {
            id: row

            anchors.fill: parent
            anchors.margins: Theme.gap
            anchors.leftMargin: Theme.cardPadding
            spacing: Theme.gap

            Icon {
                name: banner.trouble ? "warning" : "info"
                color: banner.trouble ? Theme.warningText : Theme.info
                size: Theme.iconSize + 2
            }

            ColumnLayout {
                Layout.fillWidth: true
                spacing: 2

                AppText {
                    Layout.fillWidth: true
                    text: banner.notices.message
                    font.weight: Theme.medium
                    Accessible.ignored: true
                }

                AppText {
                    Layout.fillWidth: true
                    text: banner.notices.way_out
                    visible: text !== ""
                    color: Theme.textSoft
                    font.pixelSize: Theme.small
                    Accessible.ignored: true
                }
            }

            AppButton {
                objectName: "copyReport"
                text: qsTr("Copy report")
                iconName: "copy"
                visible: banner.notices.report !== ""
                onClicked: banner.notices.copy_report()
            }

            IconButton {
                objectName: "dismissBanner"
                name: qsTr("Dismiss")
                iconName: "cross"
                bare: true
                onClicked: banner.notices.dismiss()
            }
        }
    }
}
