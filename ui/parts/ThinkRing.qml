import QtQuick
import QtQuick.Shapes
import ".."

// The think time as a ring that empties.
Item {
    id: ring

    required property real fraction
    required property string remaining
    property real size: Theme.recordSize

    implicitWidth: size * 1.4
    implicitHeight: size * 1.4
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("%1 left to think").arg(remaining)

    Shape {
        anchors.centerIn: parent
        width: ring.size
        height: ring.size
        preferredRendererType: Shape.CurveRenderer

        ShapePath {
            strokeColor: Theme.raised
            strokeWidth: Theme.barHeight
            fillColor: "transparent"

            PathAngleArc {
                centerX: ring.size / 2
                centerY: ring.size / 2
                radiusX: (ring.size - Theme.barHeight) / 2
                radiusY: radiusX
                startAngle: 0
                sweepAngle: 360
            }
        }

        ShapePath {
            strokeColor: Theme.accent
            strokeWidth: Theme.barHeight
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap

            PathAngleArc {
                centerX: ring.size / 2
                centerY: ring.size / 2
                radiusX: (ring.size - Theme.barHeight) / 2
                radiusY: radiusX
                startAngle: -90
                sweepAngle: -360 * Math.max(0.001, ring.fraction)
            }
        }
    }

    AppText {
        anchors.centerIn: parent
        text: ring.remaining
        font.pixelSize: Theme.display
        font.weight: Theme.bold
        font.features: {
            "tnum": 1
        }
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
}
