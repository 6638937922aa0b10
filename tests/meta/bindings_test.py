"""What JavaScript is told of the modules (wasm/*.d.ts) is what their bindings.cc hand out."""
import os
import pathlib
import re
import unittest

ROOT = pathlib.Path(os.environ.get("WEIGHBRIDGE_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
# Emscripten's own, and what wasm/parts/glue.js adds.
OF_EMSCRIPTEN = {"HEAPU8", "delete", "Session", "addRest"}


def declared(interface, module="weighbridge"):
    text = (ROOT / f"wasm/{module}.d.ts").read_text("utf-8")
    body = re.search(rf"^export interface {interface} {{\n(.*?)^}}", text, re.M | re.S).group(1)
    return set(re.findall(r"^  (?:readonly )?(\w+)[(:]", body, re.M)) - OF_EMSCRIPTEN


class Bindings(unittest.TestCase):
    def setUp(self):
        self.source = (ROOT / "wasm/bindings.cc").read_text("utf-8")

    def test_the_module_has_the_functions_that_are_declared(self):
        self.assertEqual(declared("Weighbridge"), set(re.findall(r'emscripten::function\("(\w+)"', self.source)))

    def test_a_session_has_the_methods_that_are_declared(self):
        self.assertEqual(declared("Session"), set(re.findall(r'^ +\.function\("(\w+)"', self.source, re.M)))

    def test_the_inspector_has_the_functions_that_are_declared(self):
        source = (ROOT / "wasm/inspector/bindings.cc").read_text("utf-8")
        self.assertEqual(declared("Inspector", "weighbridge-inspector"), set(re.findall(r'emscripten::function\("(\w+)"', source)))


if __name__ == "__main__":
    unittest.main()
