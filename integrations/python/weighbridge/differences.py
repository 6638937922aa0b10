"""What compare() answers: in what two files differ."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal, Optional, Tuple

from .gen.report import Report
from .notebook.words import STATES

Kind = Literal["only-first", "only-second", "state", "class", "shape", "dtype", "values"]
Thing = Literal["file", "layer", "optimizer", "tensor"]

#: One of them, and any number.
_WORDS = {
    "only-first": ("is only in the first", "are only in the first"),
    "only-second": ("is only in the second", "are only in the second"),
    "state": ("is in another state", "are in another state"),
    "class": ("is of another class", "are of another class"),
    "shape": ("has another shape", "have other shapes"),
    "dtype": ("has another type", "have other types"),
    "values": ("has other values", "have other values"),
}
_PLURALS = {"file": "files", "layer": "layers", "optimizer": "optimizers", "tensor": "tensors"}
_MOST_LINES = 20


@dataclass(frozen=True)
class FileDifference:
    """One thing that is not alike in both files."""

    kind: Kind
    of: Thing
    #: In the first file, or in the second where only that has it; empty for the file as a whole.
    path: str
    #: What the second file calls it, where that is something else.
    path_in_second: Optional[str]
    #: What the first file has, and the second; empty for nothing.
    first: str
    second: str

    def __str__(self) -> str:
        other = f" ({self.path_in_second} in the second)" if self.path_in_second else ""
        return f"{self.path or 'the file'}{other}: {self.first or 'nothing'} | {self.second or 'nothing'}"


@dataclass(frozen=True)
class FileComparison:
    """In what two files differ. Values are compared by their statistics: count, range, mean, spread, histogram. Those of
    optimizers are not read.
    """

    first: Report
    second: Report
    #: The file first, then layer by layer in the first file's order, the optimizer last.
    differences: Tuple[FileDifference, ...]
    #: Tensors of the first file's layers whose values were not compared: unread, damaged, of another shape or type.
    not_compared: Tuple[str, ...]
    #: path: what is called alike. order: the first with the first, and so on, since the names differ.
    compared_by: Literal["path", "order"]
    #: That both files have in their layers.
    tensors: int

    @property
    def matches(self) -> bool:
        """Both have tensors, and no difference was found; `not_compared` says what was not looked at."""
        return self.tensors > 0 and not self.differences

    def summary(self) -> str:
        """A few sentences."""
        if not self.tensors and not self.differences:
            return "Neither has weights that could be compared."
        unread = len(self.not_compared)
        if self.matches:
            alike = f"No difference in {_counted(self.tensors, 'tensor')}."
            return f"{alike} The values of {unread:,} of them were not compared." if unread else alike
        states = [STATES[one.verdict.state].lower() for one in (self.first, self.second)]
        told = [f"The first is {states[0]}, the second {states[1]}."] if states[0] != states[1] else []
        counts = Counter((one.of, one.kind) for one in self.differences if one.of != "file")
        parts = [f"{_counted(number, of)} {_WORDS[kind][number > 1]}" for (of, kind), number in counts.items()]
        if parts:
            told.append(", ".join(parts[:-1]) + (" and " if len(parts) > 1 else "") + parts[-1] + ".")
        both = f"{_counted(self.tensors, 'tensor')} {'is' if self.tensors == 1 else 'are'} in both."
        return " ".join([*told, *([both] if self.tensors else [])])

    def __str__(self) -> str:
        lines = [f"{self.first.file.name} | {self.second.file.name}", self.summary()]
        lines += [f"  {one}" for one in self.differences[:_MOST_LINES]]
        more = len(self.differences) - _MOST_LINES
        return "\n".join(lines + ([f"  and {more:,} more"] if more > 0 else []))

    def to_markdown(self) -> str:
        """For an issue: the summary, and a table of the differences."""
        from .notebook.difference_card import markdown

        return markdown(self)

    def _repr_markdown_(self) -> str:
        return self.to_markdown()

    def _repr_html_(self) -> str:
        from .notebook.difference_card import card

        return card(self)


def _counted(number: int, of: str) -> str:
    return f"{number:,} {of if number == 1 else _PLURALS[of]}"
