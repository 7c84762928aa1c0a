import QtQuick
import ".."

// The name, as it is written.
Row {
    Accessible.role: Accessible.StaticText
    Accessible.name: "failprep"

    AppText {
        text: "fail"
        font.pixelSize: Theme.title
        font.weight: Theme.bold
        font.letterSpacing: Theme.tight
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }

    AppText {
        text: "prep"
        color: Theme.accentText
        font.pixelSize: Theme.title
        font.weight: Theme.bold
        font.letterSpacing: Theme.tight
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
}
