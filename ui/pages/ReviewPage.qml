pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Failprep
import "../parts/review"
import ".."

// One take: what was said, what was heard in it, and what to do next.
FocusScope {
    id: page

    required property ReviewView view
    readonly property bool narrow: width < Theme.narrowWindow - Theme.sidebarWidth

    objectName: "reviewPage"
    onVisibleChanged: if (!visible)
        view?.leave()
    Component.onDestruction: view?.leave()

    Keys.onSpacePressed: view.player.toggle()
    Keys.onLeftPressed: view.player.skip(-5)
    Keys.onRightPressed: view.player.skip(5)
    Keys.onEscapePressed: view.back_requested()
    Keys.onPressed: event => {
        const steps = event.text === "]" ? 1 : event.text === "[" ? -1 : 0;
        if (steps !== 0)
            view.player.change_speed(steps);
    }

    ColumnLayout {
        visible: page.view.stage !== "empty"
        anchors.fill: parent
        anchors.margins: Theme.pageMargin
        anchors.topMargin: Theme.pageMargin - 6
        anchors.bottomMargin: Theme.gapLarge + 8
        spacing: Theme.gapLarge - 2

        ReviewHeader {
            Layout.fillWidth: true
            view: page.view
        }

        PlayerCard {
            Layout.fillWidth: true
            view: page.view
        }

        RowLayout {
            spacing: Theme.gapLarge - 2

            TranscriptCard {
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 3
                view: page.view
            }

            ResultColumn {
                Layout.fillHeight: true
                Layout.rightMargin: -gutter
                Layout.preferredWidth: (page.narrow ? 330 : 404 * Math.min(Theme.textScale, 1.25)) + gutter
                view: page.view
            }
        }
    }
}
