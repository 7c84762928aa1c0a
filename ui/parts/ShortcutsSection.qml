pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Failprep
import ".."

// What the keys do.
SettingsSection {
    id: section

    required property SettingsView view

    title: qsTr("Keys")

    GridLayout {
        Layout.fillWidth: true
        Layout.topMargin: Theme.gapSmall
        Layout.bottomMargin: Theme.gapSmall
        columns: width > Theme.readingWidth * 0.8 ? 2 : 1
        columnSpacing: Theme.gapHuge
        rowSpacing: Theme.gapSmall

        Repeater {
            model: section.view.shortcuts

            RowLayout {
                id: shortcut

                required property string keys
                required property string does

                Layout.fillWidth: true
                Layout.preferredWidth: 1
                spacing: Theme.gap

                Chip {
                    text: shortcut.keys
                    interactive: false
                    Layout.minimumWidth: Math.round(64 * Theme.textScale)
                }

                AppText {
                    Layout.fillWidth: true
                    text: shortcut.does
                    color: Theme.textSoft
                    font.pixelSize: Theme.small
                }
            }
        }
    }
}
