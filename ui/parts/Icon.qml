import QtQuick
import QtQuick.Controls.impl
import ".."

// One of our own icons, in the colour of the text beside it.
ColorImage {
    required property string name
    property real size: Theme.iconSize

    source: name ? Qt.resolvedUrl("../../assets/icons/" + name + ".svg") : ""
    color: Theme.text
    width: size
    height: size
    sourceSize: Qt.size(size, size)
    Accessible.ignored: true
}
