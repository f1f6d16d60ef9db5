"""One fault in a knowledge file: which file, which key, what is wrong and how to mend it."""

from pydantic import ValidationError

from bot.records.base import Record

_REMEDIES = {
    "extra_forbidden": "this key is not known: remove it or mend its spelling",
    "missing": "this key is missing: add it",
    "string_pattern_mismatch": "the value has another form than asked: see CONTRIBUTING.md",
}


class Fault(Record):
    """A fault that `glassbox check` prints as one line."""

    file: str
    key: str
    problem: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.problem}" if self.key else f"{self.file}: {self.problem}"


def describe_validation(file: str, prefix: str, error: ValidationError) -> list[Fault]:
    """Turn pydantic's findings into faults, one a finding, keys written with dots."""
    faults = []
    for finding in error.errors():
        key = ".".join([prefix, *(str(part) for part in finding["loc"])]).strip(".")
        remedy = _REMEDIES.get(finding["type"], f"{finding['msg']}: mend the value")
        if finding["type"] == "value_error":  # it is ours, and says what to do
            remedy = str(finding["ctx"]["error"])
        faults.append(Fault(file=file, key=key, problem=remedy))
    return faults
