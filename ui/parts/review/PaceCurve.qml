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

    component Bound: AppText {
        anchors.right: parent?.right
        color: Theme.textFaint
        font.pixelSize: Theme.caption - 1
        font.features: ({
                "tnum": 1
            })
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }

    spacing: Theme.gapTiny
    visible: delivery.pace_text !== ""

    AppText {
        text: curve.delivery.pace_text
        font.pixelSize: Theme.small
        width: parent.width
    }

    Item {
        id: plot

        x: bounds.width + Theme.gapSmall
        width: parent.width - x
        height: Math.round(64 * Theme.textScale)
        visible: curve.points.length > 1
        Accessible.role: Accessible.Graphic
        Accessible.name: curve.delivery.pace_spoken

        Item {
            id: bounds

            anchors.right: parent.left
            anchors.rightMargin: Theme.gapSmall
            width: Math.max(upper.implicitWidth, lower.implicitWidth)
            height: parent.height

            Bound {
                id: upper

                objectName: "paceTo"
                text: curve.delivery.pace_to
                anchors.top: parent.top
            }

            Bound {
                id: lower

                objectName: "paceFrom"
                text: curve.delivery.pace_from
                anchors.bottom: parent.bottom
            }
        }

        Rectangle {
            width: plot.width
            height: Theme.hairline
            color: Theme.line
        }

        Rectangle {
            y: plot.height - height
            width: plot.width
            height: Theme.hairline
            color: Theme.line
        }

        Rectangle {
            y: (1 - curve.delivery.easy_to) * plot.height
            width: plot.width
            height: (curve.delivery.easy_to - curve.delivery.easy_from) * plot.height
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
        text: curve.delivery.easy_text
        color: Theme.textFaint
        font.pixelSize: Theme.caption - 1
        width: parent.width
    }
}
