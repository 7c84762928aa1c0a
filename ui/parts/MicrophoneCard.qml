import QtQuick
import QtQuick.Layouts
import Failprep
import ".."

// The microphone: which one, how loud, and what to do about it.
Card {
    id: card

    required property MicrophoneView microphone
    property bool bare: false // inside another card
    readonly property bool troubled: microphone.trouble !== "" && microphone.test === ""
    readonly property bool narrow: width < Theme.narrowCard

    implicitHeight: row.implicitHeight + (bare ? Theme.gapSmall : 2 * Theme.gap + 2)
    border.width: bare ? 0 : Theme.hairline

    GridLayout {
        id: row

        readonly property real third: (width - 2 * columnSpacing) / 3

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: card.bare ? 0 : Theme.cardPadding
        anchors.rightMargin: card.bare ? 0 : Theme.cardPadding
        columns: card.narrow ? 2 : 6
        columnSpacing: Theme.gap
        rowSpacing: Theme.gapSmall

        AppText {
            visible: !card.narrow
            text: qsTr("Microphone")
            color: Theme.textSoft
            font.pixelSize: Theme.small
            wrapMode: Text.NoWrap
        }

        AppButton {
            id: device

            objectName: "microphoneDevice"
            Layout.maximumWidth: card.narrow ? -1 : row.third
            kind: "quiet"
            loud: true
            text: card.microphone.name
            trailingIcon: "down"
            Accessible.name: qsTr("Microphone: %1. Choose another").arg(text)
            onClicked: menu.popup(device, 0, -menu.height - Theme.gapTiny)

            ChoiceMenu {
                id: menu

                implicitWidth: Theme.wideMenuWidth
                names: card.microphone.names
                place: card.microphone.choice
                onChosen: place => card.microphone.choose(place)
            }
        }

        LevelBar {
            objectName: "levelBar"
            Layout.fillWidth: true
            Layout.minimumWidth: 2 * Theme.gapHuge
            Layout.columnSpan: card.narrow ? 2 : 1
            visible: !card.troubled
            level: card.microphone.opening ? 0 : card.microphone.level
            peak: card.microphone.opening ? 0 : card.microphone.peak
        }

        AppText {
            id: advice

            objectName: "microphoneAdvice"
            Layout.fillWidth: card.troubled || card.narrow
            Layout.maximumWidth: card.troubled || card.narrow ? -1 : row.third
            Layout.columnSpan: card.narrow && card.troubled ? 2 : 1
            text: card.microphone.test === "recording" ? qsTr("Say something…") : card.microphone.test === "playing" ? qsTr("This is how you sound") : card.troubled ? card.microphone.trouble : card.microphone.opening ? qsTr("Opening…") : card.microphone.advice
            color: card.troubled || card.microphone.mood === "warning" ? Theme.warningText : card.microphone.mood === "good" ? Theme.goodText : Theme.textSoft
            font.pixelSize: card.troubled ? Theme.small : Theme.body
            Accessible.role: card.troubled ? Accessible.AlertMessage : Accessible.StaticText
        }

        AppButton {
            objectName: "lookForMicrophones"
            text: qsTr("Look again")
            visible: card.troubled
            onClicked: card.microphone.refresh()
        }

        AppButton {
            objectName: "testMicrophone"
            text: card.microphone.test === "recording" ? qsTr("Listening…") : card.microphone.test === "playing" ? qsTr("Playing…") : qsTr("Test")
            visible: !card.troubled
            enabled: card.microphone.test === "" && !card.microphone.opening
            Accessible.description: qsTr("Records three seconds and plays them back")
            onClicked: card.microphone.run_test()
        }
    }
}
