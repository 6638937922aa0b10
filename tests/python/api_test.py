"""weigh(), weigh_all(), explain() and what they raise; on the native wheel."""

import io
import json
import os
import pathlib
import pickle
import subprocess
import sys
import unittest

from support import EMPTY, EXAMPLES, LOADED, ROOT, command, fixtures, folder_with, python, use

weighbridge = use("native")


def truths():
    """What is known of each fixture from how it was made (tests/fixtures/README.md)."""
    with open(ROOT / "tests/fixtures/expected.jsonl", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


class Weigh(unittest.TestCase):
    def test_the_state_is_what_the_fixture_is_known_for(self):
        known = [truth for truth in truths() if (fixtures() / truth["file"]).is_file()][::40]
        self.assertGreater(len(known), 10)
        for truth in known:
            with self.subTest(truth["file"]):
                report = weighbridge.weigh(fixtures() / truth["file"])
                self.assertIn(report.verdict.state, truth["state"])
                self.assertEqual(report.verdict.state == "filled", report.is_loaded)
                if "layout" in truth:
                    self.assertEqual(truth["layout"], report.layout)

    def test_nothing_is_missing_of_the_layers(self):
        # The totals are the core's; the layers are put together here. So they must agree.
        for path in sorted(EXAMPLES.iterdir()):
            report = weighbridge.weigh(path)
            tensors = [tensor for layer in report.layers for tensor in layer.tensors]
            with self.subTest(path.name):
                self.assertEqual(report.totals.tensors, len(tensors))
                self.assertEqual(report.totals.parameters, sum(tensor.parameters for tensor in tensors))
                self.assertEqual(report.totals.bytes, sum(tensor.bytes for tensor in tensors))
                for layer in report.layers:
                    self.assertTrue(layer.name)
                    self.assertTrue(all(tensor.path.startswith(layer.path) for tensor in layer.tensors))
                for tensor in tensors:
                    self.assertEqual(tensor.stats.count, tensor.parameters)
                    self.assertGreater(tensor.storage.size_bytes, 0)

    def test_a_path_bytes_and_a_file_have_one_report(self):
        by_path = weighbridge.weigh(EMPTY)
        self.assertEqual(by_path, weighbridge.weigh(str(EMPTY)))
        self.assertEqual(by_path, weighbridge.weigh(EMPTY.read_bytes(), name=EMPTY.name))
        self.assertEqual(by_path, weighbridge.weigh(bytearray(EMPTY.read_bytes()), name=EMPTY.name))
        with open(EMPTY, "rb") as file:
            self.assertEqual(by_path, weighbridge.weigh(file))
        self.assertEqual("m.h5", weighbridge.weigh(io.BytesIO(EMPTY.read_bytes()), name="m.h5").file.name)

    def test_json_and_markdown_are_the_commands(self):
        report = weighbridge.weigh(EMPTY)
        self.assertEqual(command("--json", EMPTY).stdout.decode(), report.to_json())
        self.assertEqual(command("--markdown", EMPTY).stdout.decode(), report.to_markdown())
        unread = weighbridge.weigh(LOADED, values=False)
        self.assertEqual(command("--json", "--values=none", LOADED).stdout.decode(), unread.to_json())
        self.assertEqual("skipped", unread.scan.state)

    def test_keras_tells_for_that_keras_first(self):
        report = weighbridge.weigh(LOADED, keras="tf.keras 2.15")
        self.assertEqual(command("--json", "--keras=tf.keras 2.15", LOADED).stdout.decode(), report.to_json())
        self.assertEqual(command("--markdown", "--keras=tf.keras 2.15", LOADED).stdout.decode(), report.to_markdown())
        self.assertEqual(("tf.keras", "2.15", True), (report.my_keras.package, report.my_keras.version, report.my_keras.known))
        self.assertTrue(report.loaders[0].mine)
        self.assertIsNone(weighbridge.weigh(LOADED).my_keras)
        [all_of_it] = weighbridge.weigh_all(LOADED, keras="3.10")
        self.assertEqual("3.10", all_of_it.my_keras.version)

    def test_arguments_that_can_be_none_are_refused_by_name(self):
        with self.assertRaisesRegex(ValueError, "^keras: 'banana' is no version of Keras"):
            weighbridge.weigh(LOADED, keras="banana")
        with self.assertRaisesRegex(ValueError, "^name takes a file's name without a folder"):
            weighbridge.weigh(EMPTY.read_bytes(), name="a/b.h5")
        with self.assertRaisesRegex(weighbridge.NotReadError, "^There is no file ''"):
            weighbridge.weigh("")

    def test_an_open_file_is_read_whole_wherever_it_stands(self):
        by_path = weighbridge.weigh(EMPTY)
        with open(EMPTY, "rb") as file:
            file.seek(100)
            self.assertEqual(by_path, weighbridge.weigh(file))
            self.assertEqual(100, file.tell())
        written = io.BytesIO()
        written.write(EMPTY.read_bytes())
        self.assertEqual(by_path, weighbridge.weigh(written, name=EMPTY.name))
        reading, writing = os.pipe()
        with open(reading, "rb") as pipe:
            with open(writing, "wb") as into:
                into.write(EMPTY.read_bytes())
            self.assertEqual(by_path, weighbridge.weigh(pipe, name=EMPTY.name))

    def test_markdown_of_a_file_that_changed_is_refused(self):
        with folder_with(**{"m.weights.h5": EMPTY}) as folder:
            report = weighbridge.weigh("m.weights.h5")
            (folder / "m.weights.h5").write_bytes(LOADED.read_bytes())
            with self.assertRaises(weighbridge.NotReadError):
                report.to_markdown()
            self.assertIsNone(report._repr_markdown_())

    def test_a_report_can_be_sent_to_another_process(self):
        report = weighbridge.weigh(EMPTY)
        copied = pickle.loads(pickle.dumps(report))
        self.assertEqual((report, report.to_json()), (copied, copied.to_json()))
        self.assertEqual(report._repr_html_(), copied._repr_html_())
        with self.assertRaises(ValueError):
            copied.to_markdown()

    def test_names_that_look_like_options(self):
        with folder_with(**{"--json": LOADED, "-": EMPTY}):
            self.assertEqual("filled", weighbridge.weigh("--json").verdict.state)
            self.assertEqual("empty", weighbridge.weigh("-").verdict.state)

    def test_weigh_all(self):
        self.assertEqual([], weighbridge.weigh_all())
        reports = weighbridge.weigh_all(EXAMPLES)
        self.assertEqual(len(list(EXAMPLES.iterdir())), len(reports))
        self.assertEqual(["empty", "filled"], [report.verdict.state for report in weighbridge.weigh_all(EMPTY, LOADED)])

    def test_what_cannot_be_weighed(self):
        for given, error in (
            (pathlib.Path("not there.h5"), weighbridge.NotReadError),
            (EXAMPLES, weighbridge.NotOneError),
            (3, TypeError),
        ):
            with self.subTest(given), self.assertRaises(error):
                weighbridge.weigh(given)
        with open(EMPTY, encoding="latin-1") as text, self.assertRaisesRegex(TypeError, "'rb'"):
            weighbridge.weigh(text)
        with self.assertRaisesRegex(TypeError, "name"):
            weighbridge.weigh(EMPTY, name="m.h5")
        self.assertTrue(issubclass(weighbridge.NotReadError, OSError))
        with folder_with() as folder, self.assertRaises(weighbridge.NotReadError):
            weighbridge.weigh(folder)


class Explain(unittest.TestCase):
    def test_a_message_and_its_file(self):
        found = weighbridge.explain("expected 2 variables, but received 0 variables during loading", EMPTY)
        self.assertEqual("received-0-variables", found.messages[0].id)
        self.assertEqual("build-without-call", found.messages[0].because)
        self.assertIsNone(weighbridge.explain("received 0 variables").messages[0].because)
        self.assertIn("received 0 variables", str(found))

    def test_what_is_not_known(self):
        self.assertEqual((), weighbridge.explain("the cat sat on the mat").messages)
        self.assertEqual((), weighbridge.explain("--help").messages)
        with self.assertRaises(ValueError):
            weighbridge.explain("  ")


class Imports(unittest.TestCase):
    def test_no_framework_and_no_network(self):
        script = (
            "import sys, weighbridge, weighbridge.keras; weighbridge.weigh(sys.argv[1])._repr_html_();"
            "unwanted = {'keras', 'tensorflow', 'tf_keras', 'numpy', 'h5py', 'socket', 'ssl', 'urllib.request'};"
            "print(sorted(unwanted & set(sys.modules)))"
        )
        done = python("native", "-c", script, str(EMPTY))
        self.assertEqual((b"[]\n", b""), (done.stdout, done.stderr))

    def test_without_the_runtime_it_says_what_to_install(self):
        # -S: no site-packages, so no wasmtime.
        from support import unpacked

        script = (
            f"import sys; sys.path.insert(0, {unpacked('wasm')!r}); import weighbridge as w; w.weigh({str(EMPTY)!r})"
        )
        done = subprocess.run([sys.executable, "-S", "-c", script], capture_output=True, text=True, check=False)
        self.assertIn("EngineError", done.stderr)
        self.assertIn("pip install wasmtime", done.stderr)


if __name__ == "__main__":
    unittest.main()
