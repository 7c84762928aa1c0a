"""Microphone to file and file to speaker: devices, recorder, player, audio files."""
