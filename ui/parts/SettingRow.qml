import QtQuick
import QtQuick.Layouts
import ".."

// One setting: what it is, what it does, and the control.
RowLayout {
    id: row

    required property string label
    property string about: ""
    property color aboutColor: Theme.textSoft
    default property alias control: holder.data

    Layout.fillWidth: true
    Layout.topMargin: Theme.gapSmall
    Layout.bottomMargin: Theme.gapSmall
    spacing: Theme.gapLarge

    ColumnLayout {
        Layout.fillWidth: true
        spacing: 2

        AppText {
            Layout.fillWidth: true
            text: row.label
            font.weight: Theme.medium
        }

        AppText {
            Layout.fillWidth: true
            visible: text !== ""
            text: row.about
            color: row.aboutColor
            font.pixelSize: Theme.small
        }
    }

    RowLayout {
        id: holder

        Layout.fillWidth: false
        spacing: Theme.gapSmall
    }
}
