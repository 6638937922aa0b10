"""The wheels themselves: whole, small, the same from the same sources, and alike in what they say of themselves."""

import ast
import base64
import csv
import email
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

from support import ROOT, WHEELS, wheel

KINDS = ("native", "wasm")
OLDEST = (3, 8)


def metadata(kind):
    with zipfile.ZipFile(wheel(kind)) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return archive.read(name).decode()


class Wheels(unittest.TestCase):
    def test_two_builds_are_the_same_bytes(self):
        before = {kind: hashlib.sha256(wheel(kind).read_bytes()).hexdigest() for kind in KINDS}
        with tempfile.TemporaryDirectory() as folder:
            kept = shutil.copytree(WHEELS, os.path.join(folder, "kept"))
            try:
                # Another folder to stand in, another umask, another order of names, another zone.
                environment = {**os.environ, "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
                environment.pop("SOURCE_DATE_EPOCH", None)
                subprocess.run(
                    [sys.executable, str(ROOT / "integrations/python/pack")],
                    cwd=folder,
                    env=environment,
                    umask=0o077,
                    check=True,
                    capture_output=True,
                )
                self.assertEqual(before, {kind: hashlib.sha256(wheel(kind).read_bytes()).hexdigest() for kind in KINDS})
            finally:
                shutil.copytree(kept, WHEELS, dirs_exist_ok=True)

    def test_both_say_the_same_of_themselves(self):
        self.assertEqual(metadata("native"), metadata("wasm"))
        told = email.message_from_string(metadata("native"))
        version = re.search(r"project\(weighbridge VERSION ([0-9.]+)", (ROOT / "CMakeLists.txt").read_text())[1]
        self.assertEqual(("weighbridge", version), (told["Name"], told["Version"]))
        project = json.loads((ROOT / "project.json").read_text())
        self.assertEqual(project["author"], told["Author"])
        self.assertEqual(
            sorted(address for key, address in project.items() if key != "author" and address),
            sorted(link.split(", ")[1] for link in told.get_all("Project-URL", [])),
        )

    def test_every_file_is_in_the_record(self):
        for kind in KINDS:
            with self.subTest(kind), zipfile.ZipFile(wheel(kind)) as archive:
                (record,) = (name for name in archive.namelist() if name.endswith("/RECORD"))
                rows = {
                    name: (digest, size)
                    for name, digest, size in csv.reader(io.StringIO(archive.read(record).decode()))
                }
                self.assertEqual(sorted(archive.namelist()), sorted(rows))
                for name in set(rows) - {record}:
                    digest = base64.urlsafe_b64encode(hashlib.sha256(archive.read(name)).digest()).decode().rstrip("=")
                    self.assertEqual((f"sha256={digest}", str(len(archive.read(name)))), rows[name], name)

    def test_the_hashes_beside_them_are_theirs(self):
        told = {
            name: digest for digest, name in (line.split() for line in (WHEELS / "SHA256SUMS").read_text().splitlines())
        }
        wanted = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in WHEELS.glob("*.whl")}
        self.assertEqual(wanted, told)

    def test_what_is_compiled_in_is_listed_and_licensed(self):
        pinned = {
            tuple(line.split()[:3])
            for line in (ROOT / "scripts/environment/sources.txt").read_text().splitlines()
            if line[:1] not in "#"
        }
        for kind in KINDS:
            with self.subTest(kind), zipfile.ZipFile(wheel(kind)) as archive:
                (name,) = (
                    name for name in archive.namelist() if name.endswith(".dist-info/sboms/weighbridge.cdx.json")
                )
                listed = json.loads(archive.read(name))
                hashed = [part for part in listed["components"] if "hashes" in part]
                self.assertEqual(
                    pinned, {(part["name"], part["version"], part["hashes"][0]["content"]) for part in hashed}
                )
                # What the compiler links in: the static command has the system's libraries in it.
                others = {"native": {"glibc", "libstdc++"}, "wasm": {"musl", "libc++"}}[kind] | {"toml++"}
                self.assertEqual(others, {part["name"] for part in listed["components"] if "hashes" not in part})
                self.assertTrue(all(part["licenses"] for part in listed["components"]))
                (licences,) = (name for name in archive.namelist() if name.endswith("/third-party-licenses.txt"))
                for source, version, _ in pinned:
                    self.assertRegex(archive.read(licences).decode(), f"(?i){source} {re.escape(version)}")
                self.assertIn("toml++ 3.4.0", archive.read(licences).decode())
                (system,) = (name for name in archive.namelist() if name.endswith("/native-licenses.txt"))
                for text in ("The GNU C Library", "GNU LESSER GENERAL PUBLIC LICENSE", "GCC RUNTIME LIBRARY EXCEPTION"):
                    self.assertIn(text.lower(), archive.read(system).decode().lower())

    def test_each_has_its_engine_and_no_other(self):
        engines = {
            "weighbridge/engine/weighbridge": "native",
            "weighbridge/engine/weighbridge-command.wasm": "wasm",
            "weighbridge/engine/names.json": "wasm",
        }
        for kind in KINDS:
            with zipfile.ZipFile(wheel(kind)) as archive:
                self.assertEqual(
                    {name for name, of in engines.items() if of == kind}, set(engines) & set(archive.namelist())
                )
        with zipfile.ZipFile(wheel("native")) as archive:
            self.assertEqual(0o755, (archive.getinfo("weighbridge/engine/weighbridge").external_attr >> 16) & 0o777)
        with zipfile.ZipFile(wheel("wasm")) as archive:
            self.assertEqual(
                (ROOT / "build/wasm/weighbridge-command.wasm").read_bytes(),
                archive.read("weighbridge/engine/weighbridge-command.wasm"),
            )

    def test_they_are_under_10_mb_installed(self):
        for kind in KINDS:
            with self.subTest(kind), zipfile.ZipFile(wheel(kind)) as archive:
                self.assertLess(sum(entry.file_size for entry in archive.infolist()), 10e6)

    def test_the_oldest_python_reads_every_file(self):
        told = email.message_from_string(metadata("native"))
        self.assertEqual(">={}.{}".format(*OLDEST), told["Requires-Python"])
        with zipfile.ZipFile(wheel("native")) as archive:
            for name in archive.namelist():
                if name.endswith(".py"):
                    tree = ast.parse(archive.read(name), name, feature_version=OLDEST)
                    future = [
                        node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "__future__"
                    ]
                    is_annotated = any(
                        isinstance(node, (ast.AnnAssign, ast.arg)) and node.annotation for node in ast.walk(tree)
                    )
                    self.assertTrue(
                        future or not is_annotated, f"{name}: an annotation is read at once, and may be too new"
                    )

    def test_the_types_are_fresh(self):
        done = subprocess.run(
            [sys.executable, str(ROOT / "scripts/gen-report-python"), "--check"],
            capture_output=True,
            text=True,
            check=False,
        )
        self.assertEqual((0, ""), (done.returncode, done.stderr))


if __name__ == "__main__":
    unittest.main()
