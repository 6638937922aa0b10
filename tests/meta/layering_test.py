"""Includes and imports follow the direction of docs/architecture.md; third-party headers stay where they belong."""
import os
import pathlib
import re
import unittest

ROOT = pathlib.Path(os.environ.get("WEIGHBRIDGE_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))

# Which folders of core/ a folder may include, besides itself and the public headers.
BELOW = {
    "base": set(),
    "io": {"base"},
    "container": {"base", "io"},
    "hdf5": {"base", "io"},
    "stats": {"base"},
    "keras": {"base", "io", "container", "hdf5"},
    "sets": {"base", "io", "container", "hdf5", "keras"},
    "scan": {"base", "io", "hdf5", "stats"},
    "catalogue": {"base"},
    "rules": {"base", "catalogue", "io", "container", "hdf5", "stats", "keras"},
    "loaders": {"base", "catalogue", "io", "container", "hdf5", "stats", "keras"},
    "report": {"base", "io", "container", "hdf5", "stats", "keras", "catalogue", "rules", "loaders"},
    "analysis": {"base", "io", "container", "hdf5", "stats", "keras", "sets", "scan", "catalogue", "rules", "loaders", "report"},
}
# header pattern -> the only folders that may include it
ONLY_IN = {
    r"hdf5\.h|H5\w+\.h": ("core/hdf5/", "tests/"),
    r"emscripten(/.*|\.h)": ("wasm/",),
    r"yyjson\.h": ("core/base/", "core/report/", "wasm/", "tests/"),
    r"zlib\.h": ("core/container/", "core/hdf5/", "tests/"),
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


def layer_problems(files):
    for name, text in files:
        parts = name.split("/")
        for header in INCLUDE.findall(text):
            for pattern, homes in ONLY_IN.items():
                if re.fullmatch(pattern, header) and not name.startswith(homes):
                    yield f"{name} includes {header}, which only {', '.join(homes)} may"
            target = header.split("/")[0]
            if parts[0] == "core" and len(parts) > 2 and parts[1] != "include" and target in BELOW:
                if target != parts[1] and target not in BELOW[parts[1]]:
                    yield f"{name} includes {header}: {parts[1]} may not know {target}"
            if parts[:2] == ["core", "include"] and not header.startswith("weighbridge/") and "/" in header:
                yield f"{name} is public but includes {header}"
            if parts[0] in ("cli", "wasm") and target in BELOW and target != "base" and target != "catalogue":
                yield f"{name} includes {header}: outside of core only public headers are used"


def dom_problems(files):
    for name, text in files:
        if not name.startswith(("web/src/element/", "web/src/app/", "web/src/embed/")):
            if found := DOM.search(COMMENT.sub("", text)):
                yield f"{name} touches the DOM ({found[0]}); only web/src/element, app and embed may"


class Layering(unittest.TestCase):
    def test_includes_follow_the_direction(self):
        self.assertEqual([], list(layer_problems(cpp_files())))

    def test_the_dom_is_touched_only_by_element_and_app(self):
        files = [(p.relative_to(ROOT).as_posix(), p.read_text(encoding="utf-8")) for p in sorted((ROOT / "web/src").rglob("*.ts"))]
        self.assertEqual([], list(dom_problems(files)))

    def test_a_breach_is_seen(self):
        bad = [("core/io/x.cc", '#include "keras/checkpoint.h"'), ("core/keras/x.cc", "#include <hdf5.h>"),
               ("core/base/x.cc", "#include <emscripten/bind.h>"), ("wasm/x.cc", '#include "hdf5/tree.h"')]
        self.assertEqual(4, len(list(layer_problems(bad))))
        self.assertEqual(1, len(list(dom_problems([("web/src/engine/x.ts", "document.title = '';")]))))


if __name__ == "__main__":
    unittest.main()
