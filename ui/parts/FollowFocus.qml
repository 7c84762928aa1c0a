import QtQuick
import ".."

// Scrolls a Flickable so that whatever has the keyboard is in sight. Belongs inside the Flickable.
Item {
    id: follow

    required property Flickable flickable
    readonly property Item focused: Window.activeFocusItem

    function holds(item: Item): bool {
        return item !== null && (item === flickable.contentItem || holds(item.parent));
    }

    function reveal(top: real, bottom: real): void {
        const latest = Math.max(bottom + Theme.gapHuge - flickable.height, flickable.contentY);
        flickable.contentY = Math.max(0, Math.min(top - Theme.gapHuge, latest));
    }

    onFocusedChanged: {
        const top = holds(focused) ? focused.mapToItem(flickable.contentItem, 0, 0).y : -1;
        if (top >= 0)
            reveal(top, top + focused.height);
    }
}
