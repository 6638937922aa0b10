"""What a report can do beside being read: say itself as text, as JSON, as Markdown and, in a notebook, as a card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable, Optional, cast

if TYPE_CHECKING:
    from .gen.report import Report

#: Above this size no Markdown is made unasked: the file would be read twice for each time that a notebook shows its
#: report.
_MOST_UNASKED_BYTES = 64 << 20


class Shown:
    """The methods of a Report."""

    # Optional[...]: typing.get_type_hints(Report) reads these with the Python that is there, and that may be 3.8.
    _json: str = ""
    _again: Optional[Callable[[], str]] = None
    _markdown: Optional[str] = None

    def __getstate__(self) -> dict[str, object]:
        """Of a copy, and of a report sent to another process: all but the way back to the file."""
        return {**self.__dict__, "_again": None}

    @property
    def is_loaded(self) -> bool:
        """Whether every layer that needs weights has them: the state `filled`."""
        return cast("Report", self).verdict.state == "filled"

    def to_json(self) -> str:
        """Byte for byte what `weighbridge --json` prints: one line and its line break."""
        return self._json

    def to_markdown(self) -> str:
        """What `weighbridge --markdown` prints, for an issue. Weighs the file again; raises NotReadError if it has
        changed since.
        """
        if self._markdown is None:
            if self._again is None:
                raise ValueError("This report was not made by weigh(); its Markdown comes from the file.")
            object.__setattr__(self, "_markdown", self._again())
        return cast(str, self._markdown)

    def __str__(self) -> str:
        report = cast("Report", self)
        verdict = report.verdict
        lines = [report.file.name, "", verdict.headline, f"Why:  {verdict.why}", f"Next: {verdict.next}"]
        for finding in report.findings:
            lines += ["", f"{finding.severity}: {finding.title} [{finding.id}, {finding.confidence}]"]
            lines += [f"  Fix: {fix.title}" for fix in finding.fixes[:1]]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        from .notebook.card import card

        return card(cast("Report", self))

    def _repr_markdown_(self) -> str | None:
        from .errors import WeighbridgeError

        if self._markdown is None and (
            self._again is None or cast("Report", self).file.size_bytes > _MOST_UNASKED_BYTES
        ):
            return None
        try:
            return self.to_markdown()
        except WeighbridgeError:  # the file is gone; the card is still there
            return None


def told(report: Report, text: str, again: Callable[[], str] | None) -> Report:
    """The report, knowing its JSON and how to make its Markdown."""
    object.__setattr__(report, "_json", text)
    object.__setattr__(report, "_again", again)
    object.__setattr__(report, "_markdown", None)
    return report
