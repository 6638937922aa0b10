"""The wheel for 64-bit ARM Linux: whole, small, and under qemu the same bytes, complaints and exit codes as the command. It is
not made by default (scripts/build arm).
"""

import os
import shutil
import subprocess
import time
import unittest
import zipfile

from same_there import SameThere
from support import EMPTY, WHEELS, metadata, taken_by_pip, unpacked, wheel

IS_MADE = any(WHEELS.glob("*_aarch64.whl"))
QEMU = os.environ.get("WEIGHBRIDGE_QEMU") or shutil.which("qemu-aarch64-static") or shutil.which("qemu-aarch64")


@unittest.skipUnless(IS_MADE, "the wheel for ARM was not made: scripts/build arm")
class Wheel(unittest.TestCase):
    def test_it_says_what_the_others_say(self):
        self.assertEqual(metadata("native"), metadata("arm"))
        self.assertIn(b'(platform_system != "Linux" or platform_machine != "aarch64")', metadata("arm"))

    def test_pip_takes_the_wheel_of_each_system(self):
        for system, wanted in {
            "manylinux2014_aarch64": "arm",
            "musllinux_1_1_aarch64": "arm",
            "manylinux2014_x86_64": "native",
            "win_arm64": "wasm",
        }.items():
            with self.subTest(system):
                self.assertEqual([wheel(wanted).name], taken_by_pip(system))

    def test_it_is_under_10_mb_installed(self):
        with zipfile.ZipFile(wheel("arm")) as archive:
            self.assertLess(sum(entry.file_size for entry in archive.infolist()), 10e6)
            self.assertNotIn("weighbridge/engine/names.json", archive.namelist())

    def test_its_program_is_static_and_for_arm(self):
        with open(os.path.join(unpacked("arm"), "weighbridge/engine/weighbridge"), "rb") as file:
            content = file.read()
        self.assertEqual((b"\x7fELF\x02\x01", 183), (content[:6], int.from_bytes(content[18:20], "little")))  # EM_AARCH64
        headers, size, count = (int.from_bytes(content[a:b], "little") for a, b in ((32, 40), (54, 56), (56, 58)))
        kinds = {int.from_bytes(content[headers + i * size :][:4], "little") for i in range(count)}
        self.assertNotIn(3, kinds, "PT_INTERP: it asks for a loader")


@unittest.skipUnless(IS_MADE and QEMU, "no wheel for ARM, or no qemu for it")
class SameReport(SameThere, unittest.TestCase):
    def run_there(self, *words, **options):
        program = os.path.join(unpacked("arm"), "weighbridge/engine/weighbridge")
        return subprocess.run([QEMU, program, *words], capture_output=True, check=False, **options)

    def test_it_starts_quickly(self):
        began = time.monotonic()
        self.run_there(str(EMPTY))
        self.assertLess(time.monotonic() - began, 5, "translated by qemu, too")


if __name__ == "__main__":
    unittest.main()
