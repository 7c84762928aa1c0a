pragma ComponentBehavior: Bound

import QtCore
import QtQuick
import QtQuick.Dialogs
import QtQuick.Layouts
import Failprep
import ".."
import "../.."

// Which take this is, and what can be done with it.
RowLayout {
    id: header

    required property ReviewView view

    spacing: Theme.gapSmall

    IconButton {
        objectName: "reviewBack"
        name: qsTr("Back")
        iconName: "left"
        bare: true
        Layout.leftMargin: -Theme.gapSmall
        Layout.alignment: Qt.AlignTop
        onClicked: header.view.back_requested()
    }

    ColumnLayout {
        spacing: 1
        Layout.fillWidth: true

        RowLayout {
            spacing: 0

            AppText {
                text: header.view.header.facts
                color: Theme.textSoft
                font.pixelSize: Theme.small
                wrapMode: Text.NoWrap
                elide: Text.ElideRight
                Layout.fillWidth: true
                Layout.maximumWidth: implicitWidth + 1
                Accessible.name: header.view.header.facts_in_full
            }

            AppText {
                text: "  ·  "
                color: Theme.textSoft
                font.pixelSize: Theme.small
                Accessible.ignored: true
            }

            TitleField {
                header: header.view.header
                Layout.fillWidth: true
            }
        }

        AppText {
            objectName: "reviewQuestion"
            text: header.view.header.question
            font.pixelSize: Theme.title + 3
            font.weight: Theme.bold
            font.letterSpacing: -0.3
            lineHeight: 1.1
            maximumLineCount: 2
            elide: Text.ElideRight
            Layout.fillWidth: true
            Accessible.role: Accessible.Heading
        }
    }

    AppButton {
        objectName: "reviewExport"
        text: qsTr("Export")
        Layout.alignment: Qt.AlignTop
        onClicked: {
            folders.active = true;
            (folders.item as FolderDialog).open();
        }
    }

    AppButton {
        objectName: "reviewRetake"
        text: qsTr("Retake")
        kind: "accent"
        Layout.alignment: Qt.AlignTop
        onClicked: header.view.retake()
    }

    ReviewMenu {
        view: header.view
        Layout.alignment: Qt.AlignTop
    }

    // Loaded when it is first wanted: dialogs are slow to load.
    Loader {
        id: folders

        active: false
        visible: false

        sourceComponent: FolderDialog {
            title: qsTr("Export this take into a folder")
            currentFolder: StandardPaths.writableLocation(StandardPaths.DocumentsLocation)
            onAccepted: header.view.export(selectedFolder)
        }
    }
}
