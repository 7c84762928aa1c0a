import QtQuick
import QtQuick.Layouts
import ".."

// A titled card of settings.
ColumnLayout {
    id: section

    required property string title
    default property alias rows: column.data

    Layout.fillWidth: true
    spacing: Theme.gapSmall

    SectionTitle {
        text: section.title
        Layout.leftMargin: 2
    }

    Card {
        Layout.fillWidth: true
        implicitHeight: column.implicitHeight + 2 * Theme.gapSmall

        ColumnLayout {
            id: column

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            anchors.leftMargin: Theme.cardPadding
            anchors.rightMargin: Theme.cardPadding
            spacing: 0
        }
    }
}
