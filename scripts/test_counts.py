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
    # ctest shows the output of Python's tests that fail; there they are counted already.
    return (passed, failed) if passed or failed else unittest_counts(text)


def unittest_counts(text):
    """Of "Ran 7 tests in 1.2s" and then "OK (skipped=1)" or "FAILED (failures=1, errors=2)"."""
    m = re.search(r"^Ran (\d+) tests? in .*\n\n(?:OK|FAILED)(?: \((.*)\))?$", text, flags=re.M)
    if not m:
        return 0, 0
    ran, named = int(m[1]), {name.strip(): int(number) for name, number in re.findall(r"([a-z ]+)=(\d+)", m[2] or "")}
    # Subtests that fail are counted one by one there; no more tests fail than ran.
    failed = min(ran, named.get("failures", 0) + named.get("errors", 0) + named.get("unexpected successes", 0))
    return max(0, ran - failed - named.get("skipped", 0)), failed


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8", errors="replace") as log:
        print(*counts(log.read()))
