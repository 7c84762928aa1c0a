pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import Failprep
import ".."
import "../.."

// Words per minute over the answer; the band is where most listeners are at ease. Click to hear that place.
Column {
    id: curve

    required property DeliveryView delivery
    required property PlayerView player
    readonly property var points: delivery.pace.map(point => Qt.point(point.x * plot.width, (1 - point.y) * plot.height))

    spacing: Theme.gapTiny
    visible: delivery.pace_text !== ""

    AppText {
        text: curve.delivery.pace_text
        font.pixelSize: Theme.small
        width: parent.width
    }

    Item {
        id: plot

        width: parent.width
        height: Math.round(64 * Theme.textScale)
        visible: curve.points.length > 1
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("Pace over the answer")

        Rectangle {
            readonly property real edge: Math.max(0, 1 - curve.delivery.easy_to)

            y: edge * plot.height
            width: plot.width
            height: (Math.min(1, 1 - curve.delivery.easy_from) - edge) * plot.height
            radius: 4
            color: Theme.good
            opacity: Theme.dark ? 0.1 : 0.12
        }

        Rectangle {
            visible: curve.player.available
            x: curve.player.fraction * plot.width
            width: 1
            height: plot.height
            color: Theme.textFaint
            opacity: 0.6
        }

        Shape {
            anchors.fill: parent
            preferredRendererType: Shape.CurveRenderer

            ShapePath {
                strokeColor: Theme.accent
                strokeWidth: 2
                fillColor: "transparent"
                joinStyle: ShapePath.RoundJoin
                capStyle: ShapePath.RoundCap

                PathPolyline {
                    path: curve.points
                }
            }
        }

        MouseArea {
            anchors.fill: parent
            enabled: curve.player.available
            cursorShape: enabled ? Qt.PointingHandCursor : Qt.ArrowCursor
            onClicked: mouse => curve.player.play_from(mouse.x / width * curve.player.duration_s)
        }
    }

    AppText {
        visible: plot.visible
        text: qsTr("Shaded: the pace most listeners are at ease with.")
        color: Theme.textFaint
        font.pixelSize: Theme.caption - 1
        width: parent.width
    }
}
