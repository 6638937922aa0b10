"""Files and folders stay small enough to be read: no hand-written file of code over 300 lines, no folder of more than 40 such files that has
no rooms in it, no line of C++ over 120 columns."""
import os
import pathlib
import subprocess
import unittest

ROOT = pathlib.Path(os.environ.get("WEIGHBRIDGE_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
MOST_LINES = 300
MOST_FILES = 40
MOST_COLUMNS = 120  # as .clang-format has it, which leaves raw strings alone
TOPS = ("core", "cli", "wasm", "web", "tests", "scripts", "integrations", "cmake", ".ci")
CODE = {".h", ".cc", ".ts", ".mjs", ".js", ".py", ".sh", ".css", ".html", ".cmake", ".md"}


def is_generated(path):
    return ".gen." in path.name or "gen" in path.parts or path.name == "package-lock.json"


def is_code(path, first_line):
    return path.suffix in CODE or (path.suffix == "" and first_line.startswith("#!"))


def measured():
    """(path, lines) of every hand-written file of code that git knows or would take."""
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", *TOPS], cwd=ROOT, capture_output=True, check=True)
    for name in sorted(set(listed.stdout.decode().split("\0")) - {""}):
        path = pathlib.Path(name)
        if is_generated(path) or not (ROOT / path).is_file():
            continue
        content = (ROOT / path).read_bytes()
        if b"\0" not in content and is_code(path, content.split(b"\n", 1)[0].decode("utf-8", "replace")):
            yield path, content.count(b"\n")


def too_long(files):
    # Data in the form of prose, one text after the other, is read by looking it up.
    return [f"{path} has {lines} lines" for path, lines in files if lines > MOST_LINES and path.suffix != ".md"]


def too_many(files):
    count, rooms = {}, set()
    for path, _ in files:
        count[path.parent] = count.get(path.parent, 0) + 1
        rooms.update(path.parent.parents)
    return [f"{folder} has {files} files" for folder, files in count.items() if files > MOST_FILES and folder not in rooms]


def too_wide(path, text):
    return [f"{path}:{number} has {len(line)} columns" for number, line in enumerate(text.split("\n"), 1) if len(line) > MOST_COLUMNS]


class Sizes(unittest.TestCase):
    def setUp(self):
        if not (ROOT / ".git").exists():
            self.skipTest("no checkout")
        self.files = list(measured())

    def test_no_file_is_too_long(self):
        self.assertEqual([], too_long(self.files))

    def test_no_folder_is_too_full(self):
        self.assertEqual([], too_many(self.files))

    def test_no_line_of_cpp_is_too_wide(self):
        cpp = [path for path, _ in self.files if path.suffix in {".h", ".cc"} and path.parts[0] != "cmake"]  # HDF5's own C there
        self.assertGreater(len(cpp), 300)
        self.assertEqual([], [line for path in cpp for line in too_wide(path, (ROOT / path).read_text(encoding="utf-8"))])

    def test_what_is_too_large_is_seen(self):
        path = pathlib.Path
        self.assertEqual(["x.cc:2 has 121 columns"], too_wide("x.cc", "a" * 120 + "\n" + "b" * 121))
        self.assertEqual(["a/x.cc has 301 lines"], too_long([(path("a/x.cc"), 301), (path("a/y.cc"), 300), (path("a/z.md"), 900)]))
        full = [(path(f"a/b/{i}.cc"), 1) for i in range(MOST_FILES + 1)]
        self.assertEqual(["a/b has 41 files"], too_many(full))
        self.assertEqual([], too_many([*full, (path("a/b/c/x.cc"), 1)]))


if __name__ == "__main__":
    unittest.main()
