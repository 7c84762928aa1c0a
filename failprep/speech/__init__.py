"""Sound to words: models, the engine in its child process, pauses, live decoding, the spoken questions."""
