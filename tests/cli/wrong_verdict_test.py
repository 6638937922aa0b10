"""weighbridge --wrong-verdict: what helps, and nothing that is the user's."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(os.environ.get("WEIGHBRIDGE_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(ROOT / "tests/corpus"))
import read_report  # noqa: E402

COMMAND = os.environ.get("WEIGHBRIDGE_COMMAND", str(ROOT / "build/native/weighbridge"))
EXAMPLES = sorted((ROOT / "web/public/examples").glob("*.h5"))


def ask(*arguments):
    return subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False)


class WrongVerdict(unittest.TestCase):
    def test_no_name_of_any_layer_and_not_the_files_own(self):
        self.assertGreater(len(EXAMPLES), 5)
        with tempfile.TemporaryDirectory() as folder:
            for example in EXAMPLES:
                given = pathlib.Path(folder, "patient-4711" + "".join(example.suffixes))
                shutil.copy(example, given)
                report = json.loads(ask("--json", given).stdout)
                said = ask("--wrong-verdict", given).stdout
                with self.subTest(example.name):
                    self.assertIn(f"verdict: {report['verdict']['state']}\n", said)
                    for finding in report["findings"]:
                        self.assertIn(finding["id"], said)
                    self.assertNotIn("patient", said)
                    layers = [read_report.whole_layer(layer) for layer in report["layers"]]
                    names = {layer["name"] for layer in layers} | {t["path"] for layer in layers for t in layer["tensors"]}
                    self.assertTrue(names)
                    # Whole words: "dense" is no part of "Dense", a class of Keras.
                    self.assertEqual([], [name for name in names if re.search(rf"(?<![\w]){re.escape(name)}(?![\w])", said)])

    def test_a_link_only_where_an_address_is_known(self):
        known = json.loads((ROOT / "project.json").read_text(encoding="utf-8"))["reports"]
        said = ask("--wrong-verdict", EXAMPLES[0]).stdout
        self.assertEqual(known != "", "http" in said)

    def test_it_is_in_the_help(self):
        self.assertIn("--wrong-verdict", ask("--help").stdout)


if __name__ == "__main__":
    unittest.main()
