import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Failprep
import "../parts"
import "../parts/coach"
import ".."

// Everything that can be chosen.
FocusScope {
    id: page

    required property SettingsView view

    objectName: "settingsPage"
    onVisibleChanged: view?.show(visible)
    Component.onCompleted: view.show(visible)

    Flickable {
        id: flick

        objectName: "settingsScroll"
        anchors.fill: parent
        contentHeight: column.implicitHeight + 2 * Theme.pageMargin
        boundsBehavior: Flickable.StopAtBounds
        focus: true
        ScrollBar.vertical: AppScrollBar {}
        Keys.onUpPressed: flick.flick(0, 600)
        Keys.onDownPressed: flick.flick(0, -600)

        FollowFocus {
            flickable: flick
        }

        ColumnLayout {
            id: column

            x: Theme.pageMargin
            y: Theme.gapLarge + Theme.gapSmall
            width: Math.min(parent.width - 2 * Theme.pageMargin, Theme.settingsWidth)
            spacing: Theme.gapLarge + Theme.gapTiny

            PageTitle {
                text: qsTr("Settings")
            }

            SettingsSection {
                title: qsTr("Microphone")

                MicrophoneCard {
                    Layout.fillWidth: true
                    microphone: page.view.microphone
                    bare: true
                }
            }

            PracticeSection {
                view: page.view
            }

            ModelsSection {
                view: page.view
            }

            CoachSection {
                coach: page.view.coach
            }

            SettingsSection {
                title: qsTr("Appearance")

                ChoiceRow {
                    boxName: "appearance"
                    label: qsTr("Colours")
                    choice: page.view.looks
                }

                ChoiceRow {
                    boxName: "textSize"
                    label: qsTr("Text size")
                    choice: page.view.text_size
                }
            }

            DataSection {
                view: page.view
            }

            ShortcutsSection {
                view: page.view
            }

            AboutSection {
                view: page.view
            }
        }
    }
}
