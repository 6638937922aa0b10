"""What JavaScript is told of the module (wasm/weighbridge.d.ts) is what wasm/bindings.cc hands out."""
import os
import pathlib
import re
import unittest

ROOT = pathlib.Path(os.environ.get("WEIGHBRIDGE_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
# Emscripten's own.
OF_EMSCRIPTEN = {"HEAPU8", "delete", "Session"}


def declared(interface):
    text = (ROOT / "wasm/weighbridge.d.ts").read_text("utf-8")
    body = re.search(rf"^export interface {interface} {{\n(.*?)^}}", text, re.M | re.S).group(1)
    return set(re.findall(r"^  (?:readonly )?(\w+)[(:]", body, re.M)) - OF_EMSCRIPTEN


class Bindings(unittest.TestCase):
    def setUp(self):
        self.source = (ROOT / "wasm/bindings.cc").read_text("utf-8")

    def test_the_module_has_the_functions_that_are_declared(self):
        self.assertEqual(declared("Weighbridge"), set(re.findall(r'emscripten::function\("(\w+)"', self.source)))

    def test_a_session_has_the_methods_that_are_declared(self):
        self.assertEqual(declared("Session"), set(re.findall(r'^ +\.function\("(\w+)"', self.source, re.M)))


if __name__ == "__main__":
    unittest.main()
