import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Failprep
import ".."

// A model: what it is good for, whether it is here, and the way to get or use it.
RowLayout {
    id: item

    required property string name
    required property string about
    required property string size
    required property string presence
    required property real fraction
    required property bool chosen
    required property ModelsView models
    required property bool network

    spacing: Theme.gapLarge

    ColumnLayout {
        Layout.fillWidth: true
        Layout.topMargin: Theme.gapSmall
        Layout.bottomMargin: Theme.gapSmall
        spacing: 2

        AppText {
            Layout.fillWidth: true
            text: item.name + "  ·  " + item.size
            font.weight: Theme.medium
        }

        AppText {
            Layout.fillWidth: true
            text: item.about
            color: Theme.textSoft
            font.pixelSize: Theme.small
        }

        AppProgressBar {
            Layout.fillWidth: true
            visible: item.presence === "fetching"
            value: item.fraction
            name: qsTr("Downloading %1").arg(item.name)
        }
    }

    AppText {
        visible: item.chosen || item.presence === "looking"
        text: item.presence === "looking" ? qsTr("Looking…") : item.presence === "here" ? qsTr("In use") : qsTr("Chosen, but not here")
        color: item.presence === "here" ? Theme.goodText : item.presence === "looking" ? Theme.textSoft : Theme.warningText
        font.pixelSize: Theme.small
        font.weight: Theme.medium
        wrapMode: Text.NoWrap
    }

    AppButton {
        objectName: "useModel-" + item.name
        visible: item.presence === "here" && !item.chosen
        text: qsTr("Use this")
        Accessible.name: qsTr("Use %1").arg(item.name)
        onClicked: item.models.choose(item.name)
    }

    AppButton {
        objectName: "downloadModel-" + item.name
        visible: item.presence === "missing"
        enabled: item.network && item.models.fetching === ""
        text: qsTr("Download")
        iconName: "download"
        Accessible.name: qsTr("Download %1").arg(item.name)
        onClicked: item.models.download(item.name)
    }

    AppButton {
        visible: item.presence === "fetching"
        text: qsTr("Cancel")
        onClicked: item.models.cancel()
    }
}
