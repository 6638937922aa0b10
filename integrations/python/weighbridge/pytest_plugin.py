"""For pytest: `weighbridge_ok`, a fixture that fails a test whose weight file is not as it should be.

    def test_the_checkpoint(weighbridge_ok):
        report = weighbridge_ok("checkpoints/best.weights.h5")
        assert report.totals.parameters == 1_234_567

pytest finds it by itself once the package is installed.
"""

from __future__ import annotations

import os
from typing import Callable, Sequence, Union

import pytest

from . import engine
from .errors import NotOneError, NotReadError
from .gen.report import Report
from .reading import read_report
from .shown import told
from .sources import given

_BAD, _NOT_ANALYSED, _USAGE = 1, 2, 64  # cli/arguments.h
Checker = Callable[..., Report]


def _check(
    path: Union[str, "os.PathLike[str]"], *, fail_on: Union[str, Sequence[str]] = "error", config: str = "none"
) -> Report:
    """The report of the file. Fails the test when the command would end with 1: the file is not loaded, or has a
    finding of `fail_on` (severities, families or ids, as --fail-on takes them).
    """
    __tracebackhide__ = True
    words = fail_on if isinstance(fail_on, str) else ",".join(fail_on)
    how = ["--json", f"--fail-on={words}", f"--config={config}"]
    answer = engine.run([*how, *given(path).words])
    sentence = next((line.split(": ", 1)[1] for line in answer.complaints.splitlines() if ": " in line), "")
    if answer.exit_code == _USAGE:
        raise ValueError(sentence)
    if answer.exit_code >= _NOT_ANALYSED:
        raise NotReadError(sentence)
    lines = answer.output.decode("utf-8").splitlines(keepends=True)
    if len(lines) != 1:
        raise NotOneError(f"{os.fspath(path)!r} is {len(lines)} things to weigh, not one.")
    report = told(read_report(lines[0]), lines[0], None)
    if answer.exit_code == _BAD:
        pytest.fail(f"{os.fspath(path)}: {_told(report, words.split(','))}", pytrace=False)
    return report


def _told(report: Report, fail_on: Sequence[str]) -> str:
    verdict = report.verdict
    # A note is told where it may be what the test fails for: it, its family or all of them were named.
    with_notes = any(word.strip() not in ("error", "warning") for word in fail_on)
    findings = [
        f"  {one.severity}: {one.title} ({one.id})" for one in report.findings if with_notes or one.severity != "note"
    ]
    return "\n".join([verdict.headline, verdict.why, verdict.next, *findings])


@pytest.fixture(scope="session")
def weighbridge_ok() -> Checker:
    """weighbridge_ok(path): the report of a weight file; fails the test when the file is not as it should be."""
    return _check
