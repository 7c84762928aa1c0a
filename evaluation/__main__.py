"""``make eval``: every figure about accuracy, one part after the other."""

import runpy
import sys

PARTS = ("coach", "model_injections", "speech", "fillers")


def main() -> int:
    """Print all parts, or those named on the command line."""
    wanted = sys.argv[1:] or list(PARTS)
    unknown = set(wanted) - set(PARTS)
    if unknown:
        print(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    sys.argv = sys.argv[:1]
    worst = 0
    for part in wanted:
        print(f"\n== {part} ==", flush=True)
        try:
            runpy.run_module(f"evaluation.{part}", run_name="__main__")
        except SystemExit as end:  # each part is a program of its own; the others still run
            worst = max(worst, end.code if isinstance(end.code, int) else 1)
    return worst


if __name__ == "__main__":
    sys.exit(main())
