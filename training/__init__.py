"""How the reader is made: labelled answers, training, validation and export. Not part of the app."""
