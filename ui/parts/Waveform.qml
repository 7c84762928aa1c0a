import QtQuick
import QtQuick.Shapes
import ".."

// Peaks (0 to 1) as upright strokes, from left to right over the whole width.
Shape {
    id: wave

    property list<real> peaks: []
    property color color: Theme.accent
    property real slots: Math.max(1, peaks.length) // how many strokes fill the width
    property real strokeWidth: 1.25
    readonly property real step: width / slots

    preferredRendererType: Shape.CurveRenderer
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("Waveform")

    ShapePath {
        strokeColor: wave.color
        strokeWidth: wave.strokeWidth
        fillColor: "transparent"
        capStyle: ShapePath.FlatCap

        PathSvg {
            path: wave.peaks.map((peak, i) => `M${(i + 0.5) * wave.step} ${(1 - Math.max(0.02, peak)) * wave.height / 2}v${Math.max(0.02, peak) * wave.height}`).join("") || "M0 0"
        }
    }
}
