"""Figures: how accurate (`make eval`) and how fast (`make bench`) failprep is, printed with what they rest on."""
