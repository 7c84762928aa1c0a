pragma Singleton
pragma ComponentBehavior: Bound

import QtQuick

// Every colour, size and duration of the window. Main.qml says whether it is dark and how large text is.
QtObject {
    property bool dark: true
    property real textScale: 1

    // Surfaces, from the back to the front.
    readonly property color window: dark ? "#0f1115" : "#f7f5f2"
    readonly property color surface: dark ? "#161a21" : "#ffffff"
    readonly property color raised: dark ? "#1d222b" : "#f1eee9"
    readonly property color hovered: dark ? "#252b36" : "#e9e5de"
    readonly property color pressed: dark ? "#2c3340" : "#dfdad1"
    readonly property color line: dark ? "#262c37" : "#e4e0d9"
    readonly property color veil: dark ? "#b3090a0d" : "#59201d18"

    // Text, from loud to quiet. The quietest still has a contrast of 4.5 to 1 on a surface.
    readonly property color text: dark ? "#eef1f6" : "#1d1c1a"
    readonly property color textSoft: dark ? "#a3adbd" : "#5d5952"
    readonly property color textFaint: dark ? "#8590a2" : "#6e695f"

    // The one colour that calls for action, and what is written on it.
    readonly property color accent: dark ? "#ff7a59" : "#cd4b25"
    readonly property color accentHovered: dark ? "#ff8e72" : "#bd4320"
    readonly property color accentPressed: dark ? "#eb6848" : "#aa3b19"
    readonly property color accentText: dark ? "#ff7a59" : "#bd401b"
    readonly property color accentInk: dark ? "#1a0d08" : "#ffffff"
    readonly property color focus: dark ? "#6ea8fe" : "#1f66d0"

    // What things mean.
    readonly property color good: dark ? "#4cc38a" : "#1f8a5b"
    readonly property color goodText: dark ? "#4cc38a" : "#1a774e"
    readonly property color warning: dark ? "#f5b74f" : "#b47c12"
    readonly property color warningText: dark ? "#f5b74f" : "#8a5c05"
    readonly property color bad: dark ? "#f0616d" : "#d64a57"
    readonly property color badText: dark ? "#f5808a" : "#b92f3d"
    readonly property color info: dark ? "#6ea8fe" : "#2f6fd6"

    // The parts of an answer: setup, what went wrong, why, change, since.
    readonly property color partSetup: dark ? "#7c8ba5" : "#76829a"
    readonly property color partFailure: dark ? "#f0616d" : "#d64a57"
    readonly property color partCause: dark ? "#f5b74f" : "#b47c12"
    readonly property color partChange: dark ? "#9d8cff" : "#7a66e8"
    readonly property color partSince: dark ? "#4cc38a" : "#2a9869"
    readonly property color partOther: dark ? "#5a6475" : "#b3aca0"
    function part(name: string): color {
        return ({
                setup: partSetup,
                failure: partFailure,
                cause: partCause,
                change: partChange,
                since: partSince
            })[name] ?? partOther;
    }

    // Who acts: the speaker and their group in cool colours, others and nobody in warm ones.
    readonly property color agentI: dark ? "#6ea8fe" : "#2f6fd6"
    readonly property color agentWe: dark ? "#54c7c0" : "#16857e"
    readonly property color agentThey: dark ? "#f5b74f" : "#b47c12"
    readonly property color agentNobody: dark ? "#e58ac0" : "#b8468a"
    function agent(name: string): color {
        return ({
                i: agentI,
                we: agentWe,
                they: agentThey,
                passive: agentNobody
            })[name] ?? partOther;
    }

    readonly property real tint: dark ? 0.24 : 0.18 // how much of a part's colour lies behind evidence

    readonly property string family: "Inter"
    readonly property int regular: Font.Normal
    readonly property int medium: Font.Medium
    readonly property int semiBold: Font.DemiBold
    readonly property int bold: Font.Bold

    // Text sizes in pixels, by what they are for.
    readonly property real caption: 12 * textScale
    readonly property real small: 13 * textScale
    readonly property real body: 14 * textScale
    readonly property real reading: 16 * textScale
    readonly property real live: 17 * textScale
    readonly property real title: 18 * textScale
    readonly property real heading: 24 * textScale
    readonly property real clock: 42 * textScale
    readonly property real display: 36 * textScale
    readonly property real readingLine: 1.42
    readonly property real bodyLine: 1.12

    // Space and shape.
    readonly property int gapTiny: 4
    readonly property int gapSmall: 8
    readonly property int gap: 12
    readonly property int gapLarge: 18
    readonly property int gapHuge: 30
    readonly property int pageMargin: 30
    readonly property int cardPadding: 18
    readonly property int radius: 14
    readonly property int radiusSmall: 10
    readonly property int hairline: 1
    readonly property int focusWidth: 2
    readonly property int sidebarWidth: Math.round(208 * Math.min(textScale, 1.3))
    readonly property int controlHeight: Math.round(38 * textScale)
    readonly property int chipHeight: Math.round(26 * textScale)
    readonly property int iconSize: Math.round(16 * textScale)
    readonly property int readingWidth: Math.round(760 * textScale)
    readonly property int checkWidth: Math.round(350 * textScale) // below it, two pieces of evidence get their own line
    readonly property int shortWindow: 680 // below this height, large things shrink
    readonly property int narrowWindow: 1160

    // What certain things measure.
    readonly property int windowWidth: 1280
    readonly property int windowHeight: 820
    readonly property int windowMinimumWidth: 900
    readonly property int windowMinimumHeight: 640
    readonly property int menuItemHeight: controlHeight - 4
    readonly property int menuWidth: Math.round(220 * textScale)
    readonly property int wideMenuWidth: Math.round(320 * textScale)
    readonly property int dialogWidth: Math.round(440 * textScale)
    readonly property int dialogHeight: Math.round(620 * textScale)
    readonly property int settingsWidth: Math.round(1012 * textScale)
    readonly property int narrowCard: Math.round(640 * textScale)
    readonly property int waveHeight: Math.round(150 * textScale)
    readonly property int wordsHeight: Math.round(80 * textScale) // a line of live words
    readonly property int recordSize: 132
    readonly property int recordSizeSmall: 104
    readonly property int stopSize: 84
    readonly property int barHeight: 6
    readonly property int agentLine: 2 // below a sentence in which the speaker acts
    readonly property int agentLineThick: 4 // and below one in which others do: it shows without colour, too
    readonly property int shapeHeight: 12
    readonly property int levelHeight: 8
    readonly property int dot: 9
    readonly property int markSize: 11 // a flag on the waveform
    readonly property int seam: 3 // between stretches of a bar
    readonly property int partWidth: Math.round(110 * textScale) // a part of the answer with its time, on average
    readonly property int switchWidth: Math.round(40 * textScale)
    readonly property int switchHeight: Math.round(23 * textScale)
    readonly property int handleMargin: 3
    readonly property real dimmed: 0.55 // of a colour that is not the one to look at now
    readonly property real disabled: 0.45 // opacity of what cannot be used now
    readonly property real tight: -0.4 // letter spacing of titles
    readonly property real tighter: -1.5 // and of the clock

    // Time in milliseconds. Quiet by design: nothing bounces, nothing loops fast.
    readonly property int quick: 90
    readonly property int smooth: 180
    readonly property int slow: 600
    readonly property int fade: 1800 // a change that shall not catch the eye
    readonly property int patience: 5000
}
