import QtQuick
import Failprep
import ".."

// A setting that is on or off.
SettingRow {
    id: row

    required property Toggle toggle
    property string switchName: ""

    AppSwitch {
        objectName: row.switchName
        name: row.label
        checked: row.toggle.on
        onToggled: row.toggle.turn(checked)
    }
}
