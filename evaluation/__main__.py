"""``make eval``: every figure about accuracy, one part after the other."""

import runpy
import sys

PARTS = ("speech", "coach")


def main() -> int:
    """Print all parts, or those named on the command line."""
    wanted = sys.argv[1:] or list(PARTS)
    unknown = set(wanted) - set(PARTS)
    if unknown:
        print(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    sys.argv = sys.argv[:1]
    for part in wanted:
        print(f"\n== {part} ==", flush=True)
        runpy.run_module(f"evaluation.{part}", run_name="__main__")
    return 0


if __name__ == "__main__":
    sys.exit(main())
