import QtQuick
import ".."
import "../.."

// What was asked; below it the title, or while searching what was found.
Column {
    id: words

    required property TakeItem take

    spacing: 3

    AppText {
        text: words.take.prompt
        font.weight: Theme.medium
        wrapMode: Text.NoWrap
        elide: Text.ElideRight
        width: parent.width
        Accessible.ignored: true
    }

    AppText {
        text: words.take.snippet || words.take.about || "—"
        textFormat: words.take.snippet ? Text.StyledText : Text.PlainText
        color: Theme.textFaint
        font.pixelSize: Theme.caption
        wrapMode: Text.NoWrap
        elide: Text.ElideRight
        width: parent.width
        Accessible.ignored: true
    }
}
