"""``make bench``: every figure about speed and memory, as ratios taken in one run."""

import runpy
import sys

from evaluation import busy_take, first_frame, many_takes


def main() -> None:
    """Print all of them; the last three feed speech at its own pace or for long: more than an hour."""
    sys.argv = sys.argv[:1]
    first_frame.main()
    many_takes.main()
    busy_take.main()
    for part in ("live", "long_take"):
        print(f"\n== {part} ==", flush=True)
        try:
            runpy.run_module(f"evaluation.{part}", run_name="__main__")
        except SystemExit as end:
            if end.code:
                print(f"{part} ended with {end.code}")


if __name__ == "__main__":
    main()
