"""``python -m failprep`` is the command line."""

from failprep.cli import main

if __name__ == "__main__":
    main()
