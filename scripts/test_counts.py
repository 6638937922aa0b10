"""test_counts.py LOG: how many tests passed and failed, by what the test runners wrote into LOG."""
import re
import sys

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def counts(text):
    passed = failed = 0
    for line in ANSI.sub("", text).splitlines():
        if m := re.match(r"\d+% tests passed, (\d+) tests failed out of (\d+)", line):  # ctest
            failed += int(m[1])
            passed += int(m[2]) - int(m[1])
        elif re.match(r" *\d+/\d+ Test +#\d+: .*\*\*\*Skipped", line):  # which ctest's summary counts as passed
            passed -= 1
        elif m := re.match(r"(?:#|ℹ) (pass|fail) (\d+)$", line):  # node --test
            passed, failed = (passed + int(m[2]), failed) if m[1] == "pass" else (passed, failed + int(m[2]))
        elif re.match(r"\s+Tests\s+\d+ ", line):  # vitest: "Tests  1 failed | 12 passed (13)"
            passed += sum(int(n) for n in re.findall(r"(\d+) passed", line))
            failed += sum(int(n) for n in re.findall(r"(\d+) failed", line))
    return passed, failed


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8", errors="replace") as log:
        print(*counts(log.read()))
