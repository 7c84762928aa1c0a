"""The window: the composition root, background jobs, and one view model per screen."""
