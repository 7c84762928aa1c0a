"""Transcript to reading: sentences, delivery, who acts, parts of the answer, what each sentence shows."""
