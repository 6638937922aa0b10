"""How many instructions the command spends on three files, with and without their values, against counts.json: a machine that is busy, or a
quick one, counts the same. More than 2 % above is a slow-down; more than 2 % below is a gain that the next change must not lose unseen. Where
either is meant:

    scripts/environment/run python3 tests/instructions/instructions_test.py --bless
"""
import json
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(os.environ.get("WEIGHBRIDGE_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
COMMAND = pathlib.Path(os.environ.get("WEIGHBRIDGE_COMMAND", ROOT / "build/native/weighbridge"))
COUNTS = pathlib.Path(__file__).with_name("counts.json")
BLESS = "scripts/environment/run python3 tests/instructions/instructions_test.py --bless"
TOLERANCE = 0.02
FILES = (
    "keras3.15.1/B_300long.weights.h5",  # v3, 300 layers
    "keras-2.3.1_tf-1.15.5/b21_many_layers_long_names.h5",  # legacy
    "newest/keras3.12.0/Q_float8_eins_model.keras",  # an archive, and a config to follow
)
# glibc takes its string functions by what the processor can do; these are there on every one.
BASELINE = "glibc.cpu.hwcaps=-AVX,-AVX2,-AVX512F,-AVX512VL,-AVX512BW,-AVX_Fast_Unaligned_Load,-SSSE3,-SSE4_1,-SSE4_2,-BMI2,-ERMS,-FSRM,-RTM,-MOVBE"
BEYOND_BASELINE = re.compile(r"^fn=\(\d+\) (\w+_(?:avx|evex|ssse3|sse4)\w*)", re.M)


def compiler():
    """Another one makes other instructions."""
    said = re.search(r"^CMAKE_CXX_COMPILER:\w+=(.*)$", (COMMAND.parent / "CMakeCache.txt").read_text(encoding="utf-8"), re.M)
    return subprocess.run([said[1], "-dumpfullversion"], capture_output=True, text=True, check=True).stdout.strip()


def profiles(file, values, folder):
    """What callgrind wrote, of each process: the command judges every file in a process of its own."""
    # Run by the same short name everywhere: names take instructions as well.
    here = pathlib.Path(folder)
    shutil.copy(COMMAND, here / "weighbridge")
    shutil.copy(file, here)
    subprocess.run(["valgrind", "--tool=callgrind", "--trace-children=yes", "--callgrind-out-file=profile.%p", "./weighbridge", "--json",
                    "--fail-on", "never", "--values", values, pathlib.Path(file).name],
                   cwd=here, env={"PATH": os.environ["PATH"], "GLIBC_TUNABLES": BASELINE}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)
    return [path.read_text(encoding="utf-8", errors="replace") for path in sorted(here.glob("profile.*"))]


def instructions(file, values):
    with tempfile.TemporaryDirectory() as folder:
        texts = profiles(file, values, folder)
    beyond = sorted({name for text in texts for name in BEYOND_BASELINE.findall(text)})
    if beyond:
        raise RuntimeError(f"the counts depend on this processor: {', '.join(beyond)} ran")
    return sum(int(re.search(r"^(?:summary|totals): (\d+)", text, re.M)[1]) for text in texts)


def measured():
    fixtures = subprocess.run([sys.executable, str(ROOT / "tests/fixtures/unpack.py")], capture_output=True, text=True, check=True).stdout.strip()
    return {f"{file}, --values {values}": instructions(f"{fixtures}/{file}", values) for file in FILES for values in ("none", "all")}


def differences(expected, found):
    """One line for each count that is too far from what it was."""
    return [f"{name}: {found[name]:,} instructions, {found[name] / count - 1:+.1%} of {count:,}"
            for name, count in expected.items() if abs(found[name] / count - 1) > TOLERANCE]


class Instructions(unittest.TestCase):
    def test_they_are_as_many_as_before(self):
        blessed = json.loads(COUNTS.read_text(encoding="utf-8"))
        if os.environ.get("WEIGHBRIDGE_BUILD_TYPE", "Release") != "Release":
            self.skipTest("counted of the release build alone")
        if shutil.which("valgrind") is None or platform.machine() != "x86_64" or compiler() != blessed["compiler"]:
            self.skipTest(f"counted by valgrind on x86-64, of what g++ {blessed['compiler']} compiled")
        found = differences(blessed["instructions"], measured())
        self.assertEqual([], found, f"\nIf that is meant: {BLESS}")

    def test_three_in_a_hundred_are_seen_and_one_is_not(self):
        self.assertEqual(["a: 103 instructions, +3.0% of 100"], differences({"a": 100}, {"a": 103}))
        self.assertEqual(["a: 97 instructions, -3.0% of 100"], differences({"a": 100}, {"a": 97}))
        self.assertEqual([], differences({"a": 100}, {"a": 101}))


if __name__ == "__main__":
    if "--bless" in sys.argv:
        COUNTS.write_text(json.dumps({"compiler": compiler(), "instructions": measured()}, indent=2) + "\n", encoding="utf-8")
    else:
        unittest.main()
