"""The whole error tree. Every message is one plain sentence that ends with what to do.

GlassboxError                 shown to the person who runs or uses the bot, never with a traceback
├── ConfigurationError        a setting is missing or wrong
├── KnowledgeError            knowledge files are broken; carries every fault found
├── ExchangeError             a file cannot be imported, or a place to write to is taken
├── RetrievalError            the encoder or the index cannot be used
│   ├── EncoderError          the encoder is missing, damaged or of another shape
│   └── IndexMissing          the index is absent, stale or damaged: build it
├── StoreError                the database cannot be read or written
│   └── StoreBusy             it may be so the next moment: locked, or the disk is full
├── DiscordUnreachable        Discord cannot be reached for the moment
├── PictureError              a picture cannot be written where it should be
├── ModelUnreachable          the language model of the second judge cannot be asked
├── QuestionError             what was asked cannot be read (a bad input line, say)
└── TooBusy                   more questions wait than can be answered soon
"""


class GlassboxError(Exception):
    """Root of every expected failure; `str(error)` is a sentence for the reader, remedy included."""

    exit_code = 1


class ConfigurationError(GlassboxError):
    """A setting is missing or wrong. Read by whoever starts the bot."""

    exit_code = 2


class KnowledgeError(GlassboxError):
    """Knowledge files are broken. Read by whoever edits them."""

    exit_code = 3

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        count = len(faults)
        noun = "fault" if count == 1 else "faults"
        super().__init__(
            f"The knowledge files have {count} {noun}, the first is: {faults[0]}. "
            "Run `glassbox check` for the whole list."
        )


class ExchangeError(GlassboxError):
    """A file cannot be imported, or the place to write to is taken. Read by whoever exchanges records."""


class RetrievalError(GlassboxError):
    """The encoder or the index cannot be used. Read by whoever starts the bot."""

    exit_code = 4


class EncoderError(RetrievalError):
    """The encoder is missing, damaged or of another shape than the index."""


class IndexMissing(RetrievalError):
    """There is no index that fits the knowledge and the encoder."""


class StoreError(GlassboxError):
    """The database cannot be read or written. Read by whoever hosts the bot."""

    exit_code = 6


class StoreBusy(StoreError):
    """The database cannot be used for the moment. A later try may go well, so a service is to start again."""

    exit_code = 8


class DiscordUnreachable(GlassboxError):
    """Discord stays out of reach. Read by whoever hosts the bot; a service is to start again."""

    exit_code = 7

    def __init__(self, cause: str) -> None:
        super().__init__(f"Discord cannot be reached ({cause}): check the network and start again.")


class ModelUnreachable(GlassboxError):
    """The language model of the second judge does not answer as it should. Read by whoever hosts the bot."""

    def __init__(self, cause: str, remedy: str) -> None:
        super().__init__(f"The second judge's model {cause}: {remedy}.")


class QuestionError(GlassboxError):
    """An input line cannot be read as a question. Read by whoever sent it."""

    exit_code = 5


class PictureError(GlassboxError):
    """A picture cannot be written where it should be. Read by whoever named the place."""

    exit_code = 9


class TooBusy(GlassboxError):
    """More questions wait than can be answered soon. Read by whoever asks."""
