"""Sound to words: models, the speech engine in its child process, pauses, live decoding, the spoken questions."""
