"""What `--picture` does: the spectrum of an answer as a PNG."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import PictureError
from bot.records.answers import Answer


def write_picture(answer: Answer, path: Path) -> None:
    """Write the picture of an answer; where that shows no model, say so and write nothing. Raises PictureError."""
    from bot.pictures.spectrum import draw_answer  # noqa: PLC0415

    picture = draw_answer(answer, datetime.now(tz=UTC).date())
    if picture is None:
        sys.stderr.write("glassbox: No picture was written: the answer shows no models. Name some to see them.\n")
        return
    try:
        path.write_bytes(picture.png)
    except OSError as error:
        cause = f"cannot be written to {path} ({error.strerror})"
        raise PictureError(f"The picture {cause}: name a file in a folder that you may write to.") from error
    sys.stderr.write(f"The picture is in {path}.\n")
