"""weigh(), weigh_all() and explain(): the command's answers as values."""

from __future__ import annotations

import json
import os
from typing import Any, NamedTuple

from . import engine
from .errors import NotOneError, NotReadError
from .reading import read_report
from .gen.report import Report
from .shown import told
from .sources import Given, Source, given

_NOT_ANALYSED, _USAGE = 2, 64  # cli/arguments.h


class Message(NamedTuple):
    """One thing that Keras says, and what it means."""

    id: str
    says: str
    by: str
    means: str
    #: The finding of this file that is behind it, or None.
    because: str | None
    #: What it means for this file; without a file, what to look at.
    here: str


class Explanation(NamedTuple):
    """What an error message means. `messages` is empty when it is not known; `nearest` then has those that are like it.
    """

    match: str
    messages: tuple[Message, ...]
    nearest: tuple[Any, ...]

    def __str__(self) -> str:
        if not self.messages:
            return "Weighbridge does not know this message."
        return "\n\n".join(f"{one.says}\n  Said by {one.by}.\n  {one.means}\n  {one.here}" for one in self.messages)


def weigh(source: Source, *, name: str | None = None, values: bool = True, keras: str | None = None) -> Report:
    """The report about one file: is it loaded or empty, why, and what to do.

    `source` is a path (a folder, if it is one thing, such as an unzipped .keras), bytes, or a file open for reading, of
    which all is read, wherever it stands.
    Bytes have no name, and what Keras does with a file depends on its name: `name="model.weights.h5"`. With
    `values=False` only the structure is read, which takes no time however large the file is. `keras` is the Keras that
    you have (`"3.10"`, `"tf.keras 2.15"`, or `keras.__version__`): what to do, the fixes and the loaders are told for it
    first; without it the newest counts.

    Raises NotReadError, NotOneError or EngineError, and ValueError for a `keras` or `name` that can be none; a bad file
    is no error but a report.
    """
    asked = given(source, name)
    how = _how(values, keras)
    lines = _reports([asked], how)
    if len(lines) != 1:
        raise NotOneError(f"{source!r} is {len(lines)} things to weigh, not one; weigh_all() takes any number.")
    return _report(lines[0], asked, how)


def weigh_all(*sources: str | os.PathLike[str], values: bool = True, keras: str | None = None) -> list[Report]:
    """The reports about any number of paths. A folder means the weight files in it; files that are one thing have one
    report.
    """
    if not sources:
        return []
    how = _how(values, keras)
    return [_report(line, None, how) for line in _reports([given(source) for source in sources], how)]


def explain(error_text: str, path: Source | None = None) -> Explanation:
    """What an error message of Keras, or a part of it, means; with a file, what it means for that file."""
    if not error_text.strip():
        raise ValueError("There is no text to explain.")
    asked = None if path is None else given(path)
    # Of several files the command would answer one by one; "--error=" lets a text begin with a dash.
    answer = engine.run(
        ["--json", f"--error={error_text}", *(asked.words if asked else [])], asked.content if asked else None
    )
    if answer.exit_code >= _NOT_ANALYSED:
        raise _trouble(answer)
    lines = answer.output.decode("utf-8").splitlines()
    if len(lines) != 1:
        raise NotOneError(f"{path!r} is {len(lines)} things, not one.")
    found = json.loads(lines[0])
    messages = tuple(Message(**{key: message[key] for key in Message._fields}) for message in found["messages"])
    return Explanation(found["match"], messages, tuple(found["nearest"]))


def _reports(asked: list[Given], how: list[str]) -> list[str]:
    words = [word for one in asked for word in one.words]
    answer = engine.run(["--json", "--fail-on=never", "--config=none", *how, *words], asked[0].content)
    if answer.exit_code != 0:
        raise _trouble(answer)
    return answer.output.decode("utf-8").splitlines(keepends=True)


def _report(line: str, asked: Given | None, how: list[str]) -> Report:
    return told(read_report(line), line, None if asked is None else _markdown_of(asked, how))


def _markdown_of(asked: Given, how: list[str]) -> Any:
    stamp = asked.stamp()

    def markdown() -> str:
        if asked.stamp() != stamp:
            raise NotReadError(f"{asked.path} has changed since it was weighed; weigh it again.")
        answer = engine.run(["--markdown", "--fail-on=never", "--config=none", *how, *asked.words], asked.content)
        if answer.exit_code != 0:
            raise _trouble(answer)
        return answer.output.decode("utf-8")

    return markdown


def _how(values: bool, keras: str | None) -> list[str]:
    said = [] if keras is None else [f"--keras={keras}"]
    return said if values else [*said, "--values=none"]


def _trouble(answer: engine.Answer) -> Exception:
    told_by = [
        line[len("weighbridge: ") :] for line in answer.complaints.splitlines() if line.startswith("weighbridge: ")
    ]
    sentence = told_by[0] if told_by else "The engine gave no reason."
    # Of an argument, which the command calls an option.
    return ValueError(sentence.removeprefix("--")) if answer.exit_code == _USAGE else NotReadError(sentence)
