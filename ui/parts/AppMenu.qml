pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import ".."

// A small list of choices that opens where it is needed.
Menu {
    id: menu

    implicitWidth: Theme.menuWidth
    padding: Theme.gapTiny + 1
    margins: Theme.gapSmall
    delegate: AppMenuItem {}

    background: Rectangle {
        implicitWidth: menu.implicitWidth
        radius: Theme.radiusSmall
        color: Theme.surface
        border.width: Theme.hairline
        border.color: Theme.line
    }
}
