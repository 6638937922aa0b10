"""Generated files are checked in; they must be what their generator writes today."""
import os
import pathlib
import subprocess
import sys
import unittest

ROOT = pathlib.Path(os.environ.get("WEIGHBRIDGE_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))


class Generated(unittest.TestCase):
    def test_they_are_fresh(self):
        for name in ("gen-catalogue", "gen-licenses", "gen-report-types", "gen-report-python", "gen-atlas"):
            with self.subTest(name):
                generator = [sys.executable, str(ROOT / "scripts" / name), "--check"]
                done = subprocess.run(generator, cwd=ROOT, capture_output=True, text=True, check=False)
                self.assertEqual(0, done.returncode, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
