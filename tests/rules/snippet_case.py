"""What the cases of the fix snippets share: they run the code of core/rules/*/*.md on files that have the defect, and check what came of it.

A case is a test method marked with @fixes(id, title); it makes a file with the defect, lets Weighbridge find it there (where the command is
built), runs the snippet with self.fix(), and checks the result. Which Keras it runs on is told by two variables that tests/rules/run_fixes
sets: WEIGHBRIDGE_KERAS (keras, tf.keras, tf_keras) and KERAS_BACKEND. Without Keras only the cases that need none are run, as in ctest.
Written for Python 3.6 and newer, since old Keras versions need old Pythons. Described in docs/running-fixes.md.
"""
import contextlib
import functools
import importlib
import importlib.machinery
import importlib.util
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import warnings
import zipfile

from snippet_files import filled_arrays, read_bytes, stem, write_bytes, write_legacy, write_v3  # noqa: F401

ROOT = pathlib.Path(os.environ.get("WEIGHBRIDGE_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
COMMAND = os.environ.get("WEIGHBRIDGE_COMMAND", str(ROOT / "build/native/weighbridge"))
PACKAGE = os.environ.get("WEIGHBRIDGE_KERAS", "keras")  # named as the pages name it
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
OTHER_VERSIONS = "for other versions"
MISSING = {}  # module -> why it cannot be imported


def module(name):
    try:
        return importlib.import_module(name)
    except ImportError as problem:
        MISSING[name] = str(problem)
        return None


np, h5py = module("numpy"), module("h5py")
tensorflow = module("tensorflow") if PACKAGE == "tf.keras" else None
keras = getattr(tensorflow, "keras", None) if PACKAGE == "tf.keras" else module(PACKAGE)
if keras is None:
    MISSING.setdefault("keras", "no " + PACKAGE)
NAME_IN_CODE = {"tf.keras": "from tensorflow import keras", "tf_keras": "import tf_keras as keras"}


def numbers(version):
    return [int(part) for part in re.findall(r"\d+", version)[:3]]


VERSION = (tensorflow or keras).__version__ if keras else "0"  # tf.keras by TensorFlow's version, as in the pages
RELEASE = numbers(VERSION)
KERAS_3 = PACKAGE == "keras" and RELEASE >= [3]
OLD_KERAS = PACKAGE == "keras" and RELEASE < [3]
KNOWS_V3 = KERAS_3 or PACKAGE == "tf_keras" or (PACKAGE == "tf.keras" and RELEASE >= [2, 12])  # reads and writes layouts of Keras 3
READS_LAYERS = KNOWS_V3 and not (PACKAGE == "tf.keras" and RELEASE < [2, 14])  # tf.keras 2.12 and 2.13 call the group otherwise
X = np.ones((2, 20), "float32") if np else None
Y = np.zeros((2, 4), "float32") if np else None


def load_generator():
    loader = importlib.machinery.SourceFileLoader("gen_catalogue", str(ROOT / "scripts/gen-catalogue"))
    loaded = importlib.util.module_from_spec(importlib.util.spec_from_loader("gen_catalogue", loader))
    loader.exec_module(loaded)
    return loaded


GENERATOR = load_generator()
PAGES = {page.id: page for page in GENERATOR.read_pages()}


def in_range(fix):
    """Whether one of the snippet's For: lines speaks of the version at hand."""
    for package, low, high in fix.ranges:
        if package == "any":
            return True
        if (package, PACKAGE) == ("tf.keras", "tf_keras") and (not high or numbers(high) >= [2, 15]):
            return True  # shown to its users, for it is the same code
        if package == PACKAGE and (not low or RELEASE >= numbers(low)) and (not high or RELEASE[:high.count(".") + 1] <= numbers(high)):
            return True
    return False


def fixes(rule, title, needs=("keras", "h5py"), programs=()):
    """Marks the case of one snippet. `needs`: modules without which it is not run; `programs`: commands likewise."""
    def mark(method):
        @functools.wraps(method)
        def case(self):
            page = PAGES[rule]
            self.page, self.snippet, self.ran = page, next(fix for fix in page.fixes if fix.title == title), False
            if "keras" in needs and (PACKAGE == "none" or (keras and not in_range(self.snippet))):
                self.skipTest(OTHER_VERSIONS)
            for name in needs:
                if name in MISSING or (name not in ("keras", "h5py") and module(name) is None):
                    self.skipTest(MISSING[name])
            for name in programs:
                if not shutil.which(name):
                    self.skipTest("the program {} is missing".format(name))
            method(self)
            self.assertTrue(self.ran, "the case did not run its snippet")
        case.covers = (rule, title)
        return case
    return mark


class SnippetCase(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.before = os.getcwd()
        os.chdir(self.folder.name)
        warnings.simplefilter("ignore")
        if keras:
            keras.backend.clear_session()

    def tearDown(self):
        os.chdir(self.before)
        self.folder.cleanup()

    def fix(self, file, params=None, change=None, **names):
        """Runs the snippet of this case as the report would show it for `file`. `names` are the reader's own variables; `change` turns
        the code before it runs (an address on the internet into one here). Returns the snippet's variables, `printed` with them."""
        values = dict(self.page.samples, file=file, stem=stem(file), hdf5=file, load=file, copy=file)
        values.update(params or {})
        code = self.as_printed(file if os.path.exists(file) else ".") or GENERATOR.fill(self.snippet.code, values)
        if change:
            self.assertNotEqual(code, change(code), "nothing was changed")
            code = change(code)
        self.ran = True
        if self.snippet.language == "sh":
            done = subprocess.run(["sh", "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True, **names)
            self.assertEqual(0, done.returncode, done.stderr)
            return {"printed": done.stdout}
        if PACKAGE in NAME_IN_CODE:  # as the comment in the code says, or the reader's package under another name
            code = re.sub(r"^(import keras  # or: from tensorflow import keras|from tensorflow import keras)$", NAME_IN_CODE[PACKAGE], code, flags=re.M)
        space = dict(names, __name__="snippet")
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(code, "{}: {}".format(self.page.id, self.snippet.title), "exec"), space)  # our own pages
        return dict(space, printed=printed.getvalue())

    # ---- what Weighbridge says

    def as_printed(self, file):
        """The snippet's code in the report on `file`; None where the command is not built, or the file does not show the finding."""
        if not os.path.exists(COMMAND) or not os.path.exists(file):
            return None
        done = subprocess.run([COMMAND, "--json", file], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        reports = [json.loads(done.stdout.decode())] if done.stdout else []
        fixes = [fix for report in reports for finding in report["findings"] if finding["id"] == self.page.id for fix in finding["fixes"]]
        codes = [fix["code"] for fix in fixes if fix["title"] == GENERATOR.fill(self.snippet.title, self.page.samples)]
        return codes[0] if codes else None

    def in_containers(self, path):
        """What the user may hand over for one and the same HDF5 file of the layout of Keras 3: the file, an archive, an unzipped one, or
        the folder of a save in parts, the second of which is the file."""
        others = {"config.json": b"{}", "metadata.json": b"{}", "model.weights.h5": read_bytes(path)}
        with zipfile.ZipFile("boxed.keras", "w") as archive:
            for name, data in others.items():
                archive.writestr(name, data)
        os.mkdir("loose")
        for name, data in others.items():
            write_bytes(os.path.join("loose", name), data)
        os.mkdir("parted")
        write_v3("parted/m_00000.weights.h5", {"layers/first": [np.ones((20, 20), "float32"), np.ones(20, "float32")]})
        write_bytes("parted/m_00001.weights.h5", read_bytes(path))
        with open("parted/m.weights.json", "w") as f:  # as ShardedH5IOStore of Keras 3.15.1 writes it (saving_lib.py)
            parts = {"first": "m_00000.weights.h5", "dense": "m_00001.weights.h5", "dense_1": "m_00001.weights.h5"}
            json.dump({"metadata": {"total_size": 1}, "weight_map": {"/layers/" + layer + "/vars": [parts[layer]] for layer in parts}}, f)
        return [path, "boxed.keras", "loose", "parted"]

    @contextlib.contextmanager
    def beside(self, container):
        """Python is started where the file lies: parts are named as in their index, so in their folder."""
        before = os.getcwd()
        os.chdir(container if container == "parted" else before)
        try:
            yield
        finally:
            os.chdir(before)

    def findings(self, file):
        if not os.path.exists(COMMAND):
            return None
        done = subprocess.run([COMMAND, "--json", file], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        report = json.loads(done.stdout.decode())
        return [finding["id"] for finding in report["findings"]]

    def has_defect(self, file, rule=None):
        """The file shows the finding that the snippet is about."""
        found = self.findings(file)
        if found is not None:
            self.assertIn(rule or self.page.id, found)

    def is_sound(self, file, rule=None):
        found = self.findings(file)
        if found is not None:
            self.assertNotIn(rule or self.page.id, found)

    def same_weights(self, model, other):
        mine, others = model.get_weights(), other.get_weights()
        self.assertEqual(len(mine), len(others))
        self.assertGreater(len(mine), 0)
        for a, b in zip(mine, others):
            np.testing.assert_array_equal(a, b)


# ---- models that the cases use

def sequential(names=("dense", "dense_1")):
    """Two Dense layers with weights, in every Keras."""
    first = {} if KERAS_3 else {"input_shape": (20,)}
    layers = [keras.layers.Dense(8, name=names[0], **first), keras.layers.Dense(4, name=names[1])]
    model = keras.models.Sequential([keras.Input((20,))] + layers if KERAS_3 else layers)
    spread(model)
    return model


def spread(model):
    """Gives every weight values of its own, so that a file shows who wrote it."""
    draw = np.random.RandomState(len(model.get_weights()))
    spread.calls += 1
    model.set_weights([(draw.uniform(-1, 1, w.shape) + 0.01 * spread.calls).astype(w.dtype) for w in model.get_weights()])


spread.calls = 0


def subclassed(spare=False):
    """A model with layers that get their weights when it first runs; with `spare`, one layer that never runs."""
    if OLD_KERAS and RELEASE < [2, 2]:
        raise unittest.SkipTest("Keras before 2.2 has no subclassed models")

    class Subclassed(keras.Model):
        def __init__(self):
            super(Subclassed, self).__init__()
            self.hidden = keras.layers.Dense(8, name="hidden")
            self.out = keras.layers.Dense(4, name="out")
            if spare:
                self.spare = keras.layers.Dense(3, name="spare")

        def call(self, inputs):
            return self.out(self.hidden(inputs))

    return Subclassed()


def weights_name(base="model"):
    """The name under which this Keras saves weights in its own layout."""
    return base + (".weights.h5" if KERAS_3 else ".h5")


def main():
    """As unittest.main(), but 77 (skipped) when nothing could be run."""
    program = unittest.main(exit=False)
    result = program.result
    skipped_all = result.testsRun and len(result.skipped) == result.testsRun
    sys.exit(1 if not result.wasSuccessful() else 77 if skipped_all else 0)
