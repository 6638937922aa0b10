"""Includes and imports follow the direction of docs/architecture.md; third-party headers stay where they belong."""
import os
import pathlib
import re
import unittest

ROOT = pathlib.Path(os.environ.get("WEIGHBRIDGE_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))

# Which rooms of core/ a room may include, besides itself and the public headers. A folder that is not here fails the test.
BELOW = {
    "base": set(),
    "io": {"base"},
    "container": {"base", "io"},
    "hdf5": {"base", "io"},
    "inspector": {"base", "io", "container", "hdf5"},  # nothing may know it: who asks HDF5's library hands the answers over
    "stats": {"base"},
    "atlas": set(),
    "revival": {"base", "atlas"},
    "catalogue": {"base"},
    "messages": {"base", "atlas", "keras", "catalogue"},
    "keras": {"base", "io", "container", "hdf5"},
    "sets": {"base", "io", "container", "hdf5", "keras"},
    "scan": {"base", "io", "hdf5", "stats"},
    "subject": {"base", "io", "container", "hdf5", "stats", "keras"},
    "rules": {"base", "io", "container", "hdf5", "stats", "keras", "subject", "catalogue"},
    "loaders": {"base", "io", "container", "hdf5", "stats", "keras", "subject", "catalogue", "atlas", "revival"},
    "report": {"base", "io", "container", "hdf5", "stats", "keras", "subject", "catalogue", "messages", "rules"},
    "analysis": {"base", "io", "container", "hdf5", "stats", "keras", "sets", "scan", "subject", "catalogue", "rules", "atlas", "revival", "loaders", "report"},
}
# What stands on core knows its public headers, and these rooms.
FACES = {"cli": {"base", "catalogue"}, "wasm": {"base"}}
MOST_FLOORS = 9
MOST_FILES = 40  # hand-written, of one folder
# header pattern -> the only folders that may include it
ONLY_IN = {
    r"hdf5\.h|H5\w+\.h": ("core/inspector/", "tests/"),
    r"emscripten(/.*|\.h)": ("wasm/",),
    r"yyjson\.h": ("core/base/",),
    r"zlib\.h": ("core/io/", "core/container/", "tests/"),
    r"filesystem|fstream|unistd\.h|fcntl\.h|sys/.*": ("cli/", "tests/"),
    r"iostream|regex|format|print": ("cli/", "tests/"),  # hundreds of kilobytes of wasm each
    r"thread|mutex|future": ("tests/",),
}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.M)
DOM = re.compile(r"\b(document|window|HTML\w*Element|customElements)\b")
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)


def cpp_files():
    for top in ("core", "cli", "wasm", "tests"):
        for path in sorted((ROOT / top).rglob("*")):
            if path.suffix in (".h", ".cc") and "consumer" not in path.parts:
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def unit_of(path):
    """A header and its .cc are one unit: what one of them knows, both do."""
    return re.sub(r"^core/(include/)?", "", re.sub(r"(\.gen)?\.(h|cc)$", "", path))


def layer_problems(files):
    for name, text in files:
        parts = name.split("/")
        for header in INCLUDE.findall(text):
            for pattern, homes in ONLY_IN.items():
                if re.fullmatch(pattern, header) and not name.startswith(homes):
                    yield f"{name} includes {header}, which only {', '.join(homes)} may"
            target = header.split("/")[0]
            if parts[:2] == ["core", "include"]:
                if not header.startswith("weighbridge/") and "/" in header:
                    yield f"{name} is public but includes {header}"
            elif parts[0] == "core" and len(parts) > 2 and parts[1] in BELOW:
                if target in BELOW and target != parts[1] and target not in BELOW[parts[1]]:
                    yield f"{name} includes {header}: {parts[1]} may not know {target}"
            if parts[0] in FACES and target in BELOW and target not in FACES[parts[0]]:
                yield f"{name} includes {header}: outside of core only public headers are used"


def room_problems(files):
    """Rooms that nobody knows, files in none, and rooms with too many."""
    count = {}
    for name, _ in files:
        parts = name.split("/")
        if parts[0] != "core" or parts[1] == "include":
            continue
        if len(parts) < 3:
            yield f"{name} stands in no room"
        elif parts[1] not in BELOW:
            yield f"{name}: the room core/{parts[1]} is not in this test"
        if ".gen." not in name:
            folder = name.rpartition("/")[0]
            count[folder] = count.get(folder, 0) + 1
    for folder, files_there in count.items():
        if files_there > MOST_FILES:
            yield f"{folder} has {files_there} files; {MOST_FILES} are the most without rooms inside"


def circles(files):
    """Units that know each other, on whatever way."""
    known = {}
    for name, text in files:
        if name.startswith("core/"):
            known.setdefault(unit_of(name), set()).update(unit_of(header) for header in INCLUDE.findall(text))
    state = {}

    def walk(unit, way):
        if state.get(unit) == "done":
            return
        if unit in way:
            yield " -> ".join([*way[way.index(unit):], unit])
            return
        for target in sorted(known.get(unit, ())):
            if target != unit and target in known:
                yield from walk(target, [*way, unit])
        state[unit] = "done"

    for unit in sorted(known):
        yield from walk(unit, [])


def floors(below):
    """room -> its floor: one above all that it may know."""
    found = {}

    def floor(room):
        if room not in found:
            found[room] = 1 + max((floor(target) for target in below[room]), default=0)
        return found[room]

    for room in below:
        floor(room)
    return found


def dom_problems(files):
    for name, text in files:
        if not name.startswith(("web/src/element/", "web/src/app/", "web/src/embed/")):
            if found := DOM.search(COMMENT.sub("", text)):
                yield f"{name} touches the DOM ({found[0]}); only web/src/element, app and embed may"


class Layering(unittest.TestCase):
    def test_includes_follow_the_direction(self):
        self.assertEqual([], list(layer_problems(cpp_files())))

    def test_every_file_of_core_stands_in_a_room_that_is_known(self):
        self.assertEqual([], list(room_problems(cpp_files())))
        self.assertEqual(sorted(BELOW), sorted(p.name for p in (ROOT / "core").iterdir() if p.is_dir() and p.name != "include"))

    def test_no_two_units_know_each_other(self):
        self.assertEqual([], list(circles(cpp_files())))

    def test_there_are_at_most_nine_floors(self):
        self.assertLessEqual(max(floors({**BELOW, **{face: set(BELOW) for face in FACES}}).values()), MOST_FLOORS)

    def test_the_dom_is_touched_only_by_element_and_app(self):
        files = [(p.relative_to(ROOT).as_posix(), p.read_text(encoding="utf-8")) for p in sorted((ROOT / "web/src").rglob("*.ts"))]
        self.assertEqual([], list(dom_problems(files)))

    def test_a_breach_is_seen(self):
        bad = [("core/io/x.cc", '#include "keras/checkpoint.h"'), ("core/keras/x.cc", "#include <hdf5.h>"),
               ("core/base/x.cc", "#include <emscripten/bind.h>"), ("wasm/x.cc", '#include "hdf5/tree.h"')]
        self.assertEqual(4, len(list(layer_problems(bad))))
        self.assertEqual(1, len(list(layer_problems([("core/messages/x.cc", '#include "report/verdict.h"')]))))
        self.assertEqual(2, len(list(room_problems([("core/x.cc", ""), ("core/attic/x.cc", "")]))))
        self.assertEqual(1, len(list(room_problems([(f"core/io/x{i}.cc", "") for i in range(MOST_FILES + 1)]))))
        circle = [("core/io/a.h", '#include "io/b.h"'), ("core/io/b.h", ""), ("core/io/b.cc", '#include "io/a.h"')]
        self.assertEqual(["io/a -> io/b -> io/a"], list(circles(circle)))
        self.assertEqual({"a": 1, "b": 2, "c": 3}, floors({"a": set(), "b": {"a"}, "c": {"a", "b"}}))
        self.assertEqual(1, len(list(dom_problems([("web/src/engine/x.ts", "document.title = '';")]))))


if __name__ == "__main__":
    unittest.main()
