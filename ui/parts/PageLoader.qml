import QtQuick

// A screen that is loaded when it is first wanted and kept from then on. Its page takes `view`.
Loader {
    id: loader

    required property bool current
    required property string file
    required property QtObject view
    readonly property bool wanted: current && view !== null

    function load(): void {
        if (wanted && status === Loader.Null)
            setSource(Qt.resolvedUrl("../" + file), {
                view: view
            });
        if (wanted)
            forceActiveFocus();
    }

    anchors.fill: parent
    visible: current
    enabled: current
    focus: current
    onLoaded: (item as Item).focus = true
    onWantedChanged: load()
    Component.onCompleted: load()
}
