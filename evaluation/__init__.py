"""Figures: how accurate (`make eval`) and how fast (`make bench`) failprep is, and what they rest on."""
