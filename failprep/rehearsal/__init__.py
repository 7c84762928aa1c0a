"""Over saved takes: what is due, stories, comparison, progress."""
