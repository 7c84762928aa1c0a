"""``make bench``: every figure about speed and memory, as ratios taken in one run."""

from evaluation import first_frame, many_takes


def main() -> None:
    """Print all of them."""
    first_frame.main()
    many_takes.main()


if __name__ == "__main__":
    main()
