"""Put the default speech model together in the user's cache, so that the first start finds it ready."""

import sys

from failprep.domain import UserError
from failprep.settings import Folders, Settings
from failprep.speech import models


def main() -> int:
    """Verify and join the model; say what is wrong in one line."""
    try:
        model = models.find(Settings().speech_model, cache=Folders.standard().cache)
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Speech model “{model.name}” is ready.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
