import QtQuick
import QtQuick.Layouts
import Failprep
import ".."
import "../.."

// How a server is reached: its address, its key, and which of its models.
ColumnLayout {
    id: rows

    required property CoachView coach

    spacing: 0

    SettingRow {
        label: qsTr("Address")
        about: qsTr("Empty: the usual one.")

        AppTextField {
            objectName: "serverAddress"
            implicitWidth: Theme.menuWidth
            text: rows.coach.address
            placeholderText: rows.coach.usual_address
            Accessible.name: qsTr("Address of the server")
            onEditingFinished: rows.coach.set_address(text)
        }
    }

    SettingRow {
        label: qsTr("Key")
        about: rows.coach.key.line
        aboutColor: rows.coach.key.troubled ? Theme.warningText : Theme.textSoft

        AppButton {
            objectName: "forgetKey"
            visible: rows.coach.key.forgettable
            text: qsTr("Forget it")
            Accessible.name: qsTr("Forget the key")
            onClicked: rows.coach.key.forget()
        }

        AppTextField {
            id: key

            objectName: "serverKey"
            visible: !rows.coach.key.there
            implicitWidth: Theme.menuWidth
            echoMode: TextInput.Password
            placeholderText: qsTr("Paste the key, then Enter")
            Accessible.name: qsTr("Key of the server")
            onEditingFinished: {
                rows.coach.key.keep(text);
                clear();
            }
        }
    }

    SettingRow {
        label: qsTr("Model")
        about: qsTr("Small ones, up to 3.5 billion parameters, only help the offline coach.")

        AppButton {
            objectName: "listModels"
            text: rows.coach.busy === "listing" ? qsTr("Cancel") : qsTr("List models")
            enabled: rows.coach.busy !== "testing" && !rows.coach.refused
            onClicked: rows.coach.busy === "listing" ? rows.coach.cancel() : rows.coach.list_models()
        }

        AppComboBox {
            objectName: "modelBox"
            visible: rows.coach.models.length > 0
            name: qsTr("Model")
            implicitWidth: Theme.menuWidth
            model: rows.coach.models
            currentIndex: rows.coach.models.indexOf(rows.coach.model)
            displayText: rows.coach.model === "" ? qsTr("Choose one") : rows.coach.model
            onActivated: index => rows.coach.set_model(rows.coach.models[index])
        }

        AppTextField {
            objectName: "modelName"
            visible: rows.coach.models.length === 0
            implicitWidth: Theme.menuWidth
            placeholderText: qsTr("Or type its name")
            Accessible.name: qsTr("Name of the model")
            onEditingFinished: if (text !== "")
                rows.coach.set_model(text)
        }
    }
}
