import QtQuick
import Failprep
import ".."

// A setting with a few values.
SettingRow {
    id: row

    required property Choice choice
    property string boxName: ""

    AppComboBox {
        objectName: row.boxName
        name: row.label
        implicitWidth: Theme.menuWidth
        model: row.choice.names
        currentIndex: row.choice.place
        displayText: row.choice.text
        onActivated: index => row.choice.choose(index)
    }
}
