import QtQuick
import ".."

// Text as the window writes it: body size, plain text, whole lines.
Text {
    color: Theme.text
    font.family: Theme.family
    font.pixelSize: Theme.body
    font.weight: Theme.regular
    textFormat: Text.PlainText
    wrapMode: Text.Wrap
    lineHeight: wrapMode === Text.NoWrap ? 1 : Theme.bodyLine
    verticalAlignment: Text.AlignVCenter
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
