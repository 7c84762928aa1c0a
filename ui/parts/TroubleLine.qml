import QtQuick
import QtQuick.Layouts
import ".."

// Something to mend, in words; nothing at all when there is nothing.
RowLayout {
    id: line

    required property string text

    visible: text !== ""
    spacing: Theme.gapSmall

    Icon {
        name: "warning"
        color: Theme.warningText
    }

    AppText {
        objectName: "troubleText"
        Layout.fillWidth: true
        text: line.text
        color: Theme.warningText
        Accessible.role: Accessible.AlertMessage
    }
}
