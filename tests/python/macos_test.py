"""The wheels for macOS: whole, small, and of programs that macOS can be expected to start. Nothing here is macOS: what its loader
and its library ask for is checked by their rules, and the programs are run by a loader of ours (tests/macos), the one for ARM under
qemu where that is there, to be compared with the command. They are not made by default (scripts/build macos).
"""

import functools
import os
import pathlib
import shutil
import subprocess
import time
import unittest
import zipfile

import dyld_rules
import libsystem
from macho import Program, Signature
from same_there import MishapsThere, SameThere
from support import EMPTY, ROOT, WHEELS, metadata, taken_by_pip, unpacked, wheel

#: The oldest macOS that each is for.
MACHINES = {"arm64": (11, 0), "x86_64": (10, 15)}
QEMU = os.environ.get("WEIGHBRIDGE_QEMU") or shutil.which("qemu-aarch64-static") or shutil.which("qemu-aarch64")
LOADERS = {"x86_64": ROOT / "build/native/macos_loader", "arm64": ROOT / "build/macos-arm64/macos_loader"}
#: What a program for macOS is run by.
RUNNERS = {"x86_64": [LOADERS["x86_64"]], "arm64": [QEMU, LOADERS["arm64"]]}
MISHAPS = ROOT / "build/macos-x86_64/mishaps"
#: MH_WEAK_DEFINES, MH_BINDS_TO_WEAK.
WEAK_FLAGS = 0x18000
IS_MADE = all(any(WHEELS.glob(f"*-macosx_*_{machine}.whl")) for machine in MACHINES)


@functools.lru_cache(maxsize=None)
def program_of(machine):
    return Program(pathlib.Path(unpacked(f"macos-{machine}"), "weighbridge/engine/weighbridge").read_bytes())


@unittest.skipUnless(IS_MADE, "the wheels for macOS were not made: scripts/build macos")
class Wheels(unittest.TestCase):
    def test_they_say_what_the_others_say(self):
        for machine in MACHINES:
            told = metadata(f"macos-{machine}")
            self.assertEqual(metadata("native"), told)
            self.assertIn(f'(platform_system != "Darwin" or platform_machine != "{machine}")'.encode(), told)

    def test_pip_takes_the_wheel_of_each_system(self):
        for system, wanted in {
            "macosx_11_0_arm64": "macos-arm64",
            "macosx_15_0_arm64": "macos-arm64",
            "macosx_10_15_x86_64": "macos-x86_64",
            "macosx_14_0_x86_64": "macos-x86_64",
            "macosx_10_14_x86_64": "wasm",
            "manylinux2014_x86_64": "native",
            "win_arm64": "wasm",
        }.items():
            with self.subTest(system):
                self.assertEqual([wheel(wanted).name], taken_by_pip(system))

    def test_they_are_under_10_mb_installed(self):
        for machine in MACHINES:
            with zipfile.ZipFile(wheel(f"macos-{machine}")) as archive:
                self.assertLess(sum(entry.file_size for entry in archive.infolist()), 10e6)
                engines = {name for name in archive.namelist() if name.startswith("weighbridge/engine/") and ".py" not in name}
                self.assertEqual({"weighbridge/engine/weighbridge"}, engines)
                self.assertEqual(0o755, (archive.getinfo("weighbridge/engine/weighbridge").external_attr >> 16) & 0o777)


@unittest.skipUnless(IS_MADE, "the wheels for macOS were not made: scripts/build macos")
class Programs(unittest.TestCase):
    def test_each_is_for_its_machine_and_for_the_macos_of_its_tag(self):
        for machine, oldest in MACHINES.items():
            program = program_of(machine)
            self.assertEqual((machine, oldest), (program.machine, program.oldest))
            self.assertIn("macosx_{}_{}_{}".format(*oldest, machine), wheel(f"macos-{machine}").name)

    def test_they_need_the_systems_library_alone(self):
        for machine in MACHINES:
            self.assertEqual(["/usr/lib/libSystem.B.dylib"], program_of(machine).libraries)
            self.assertEqual([], program_of(machine).other_libraries)

    def test_what_they_import_is_there_and_since_that_version(self):
        for machine, oldest in MACHINES.items():
            version = ".".join(map(str, oldest))
            imports = list(program_of(machine).imports())
            self.assertGreater(len(imports), 50)
            self.assertEqual([], [one for one in imports if one.library != 1 or one.is_weak])
            names = {one.name for one in imports}
            known = libsystem.symbols(machine)
            self.assertEqual(set(), names - known)
            changed = {f"$ld${how}$os{version}${name}" for name in names for how in ("hide", "weak")}
            self.assertEqual(set(), changed & known)
            self.assertEqual("", libsystem.are_there_in(version, machine, names))

    def test_the_check_of_versions_sees_what_is_too_new(self):
        names = {one.name for one in program_of("x86_64").imports()}
        self.assertIn("'aligned_alloc' is only available on macOS 10.15", libsystem.are_there_in("10.14", "x86_64", names))

    def test_what_they_define_they_use_themselves(self):
        """Else they had some of libc++ from macOS, and the rest of their own (scripts/environment/cross/own-symbols)."""
        for machine in MACHINES:
            self.assertEqual(0, program_of(machine).flags & WEAK_FLAGS)
            self.assertEqual(0, program_of(machine).weak_bytes)

    def test_the_loader_would_take_them(self):
        for machine in MACHINES:
            self.assertEqual([], list(dyld_rules.refused(program_of(machine))))


@unittest.skipUnless(IS_MADE, "the wheels for macOS were not made: scripts/build macos")
class Signatures(unittest.TestCase):
    """Macs with Apple's processors start nothing unsigned. Those with Intel's do, and so does their emulator."""

    def test_it_holds(self):
        self.assertEqual([], list(Signature(program_of("arm64")).faults()))
        self.assertIsNone(program_of("x86_64").signature_at)

    def test_a_change_would_be_seen(self):
        content = bytearray(program_of("arm64").content)
        content[len(content) // 3] ^= 1
        (fault,) = Signature(Program(bytes(content))).faults()
        self.assertRegex(fault, "page [0-9]+ has another hash")


def run_here(machine, program, *words, **options):
    return subprocess.run([*RUNNERS[machine], program, *words], capture_output=True, check=False, **options)


class OnThisSystem(SameThere):
    """For a TestCase that has a `machine`."""

    def run_there(self, *words, **options):
        program = os.path.join(unpacked(f"macos-{self.machine}"), "weighbridge/engine/weighbridge")
        return run_here(self.machine, program, *words, **options)

    def test_it_starts_quickly(self):
        began = time.monotonic()
        self.run_there(str(EMPTY))
        self.assertLess(time.monotonic() - began, 5)


def can_run(machine, program=LOADERS["x86_64"]):
    can = IS_MADE and LOADERS[machine].exists() and program.exists() and all(RUNNERS[machine])
    return unittest.skipUnless(can, f"no wheels for macOS, or tests/macos was not built, or nothing here runs {machine}")


@can_run("x86_64")
class SameReportOnIntel(OnThisSystem, unittest.TestCase):
    machine = "x86_64"


@can_run("arm64")
class SameReportOnArm(OnThisSystem, unittest.TestCase):
    machine = "arm64"


@can_run("x86_64", MISHAPS)
class Mishaps(MishapsThere, unittest.TestCase):
    def run_mishaps(self):
        return run_here("x86_64", MISHAPS)


if __name__ == "__main__":
    unittest.main()
