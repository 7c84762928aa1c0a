"""Reading to assessment and follow-ups: the rubric, the offline coach, the language-model coach."""
