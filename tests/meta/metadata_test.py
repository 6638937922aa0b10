"""What project.json says once stands in every package, and an address that it does not know stands nowhere."""
import importlib.machinery
import importlib.util
import json
import os
import pathlib
import re
import subprocess
import sys
import tomllib
import unittest

ROOT = pathlib.Path(os.environ.get("WEIGHBRIDGE_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
KNOWN = {"author": "Ann \"A.\" Author", "homepage": "https://example.org/w/", "repository": "https://example.org/w.git", "reports": "https://example.org/new"}


def load_generator():
    loader = importlib.machinery.SourceFileLoader("gen_metadata", str(ROOT / "scripts/gen-metadata"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("gen_metadata", loader))
    loader.exec_module(module)
    return module


GENERATOR = load_generator()
PROJECT = GENERATOR.read_project((ROOT / "project.json").read_text(encoding="utf-8"))


def manifests():
    """Every manifest of a package that is published, found without the generator's list. That of the root is for
    pre-commit alone, which installs a repository by it."""
    listed = subprocess.run(["git", "ls-files", "*package.json", "*pyproject.toml"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for path in listed.stdout.split() if not path.startswith(("bench/", "examples/", "tests/")) and path != "pyproject.toml"]


class Metadata(unittest.TestCase):
    def test_it_is_fresh(self):
        done = subprocess.run([sys.executable, str(ROOT / "scripts/gen-metadata"), "--check"], capture_output=True, text=True, check=False)
        self.assertEqual((0, ""), (done.returncode, done.stderr))

    def test_no_package_is_left_out(self):
        self.assertEqual(sorted(GENERATOR.outputs(PROJECT)), sorted(manifests()))
        self.assertGreater(len(manifests()), 4)

    def test_all_is_said_when_it_is_known(self):
        for path, text in GENERATOR.outputs(KNOWN).items():
            with self.subTest(path):
                if path.endswith(".json"):
                    said = json.loads(text)
                    found = [said["author"], said["homepage"], said["repository"]["url"], said["bugs"]["url"]]
                    self.assertEqual(found, [KNOWN["author"], KNOWN["homepage"], "git+https://example.org/w.git", KNOWN["reports"]])
                else:
                    said = tomllib.loads(text)["project"]
                    self.assertEqual([{"name": KNOWN["author"]}], said["authors"])
                    self.assertEqual({"Homepage": KNOWN["homepage"], "Repository": KNOWN["repository"], "Issues": KNOWN["reports"]}, said["urls"])

    def test_knowing_and_forgetting_again_leaves_the_file_as_it_was(self):
        for path in manifests():
            with self.subTest(path):
                write = GENERATOR.npm_manifest if path.endswith(".json") else GENERATOR.python_manifest
                before = (ROOT / path).read_text(encoding="utf-8")
                self.assertEqual(before, write(write(before, KNOWN), PROJECT))

    def test_no_address_is_made_up(self):
        for path in manifests():
            text = (ROOT / path).read_text(encoding="utf-8")
            known = {PROJECT[key].rstrip("/").removesuffix(".git") for key in ("homepage", "repository", "reports") if PROJECT[key]}
            for address in re.findall(r"https?://[^\s\"']+", text):
                with self.subTest(path, address=address):
                    self.assertTrue(any(address.startswith(start) for start in known))

    def test_a_wrong_project_file_is_refused(self):
        for wrong in ({}, {**KNOWN, "homepage": "example.org"}, {**KNOWN, "author": ""}, {**KNOWN, "reports": 'https://example.org/"'}, {**KNOWN, "more": ""}):
            with self.subTest(wrong), self.assertRaises(ValueError):
                GENERATOR.read_project(json.dumps(wrong))


if __name__ == "__main__":
    unittest.main()
