"""What the tests of the fix snippets share: they run the code of core/rules/*.md on files that have the defect. Needs Keras 3 with a
backend; skipped where it is not installed.

    python3 -m venv build/keras && build/keras/bin/pip install keras h5py jax
    build/keras/bin/python tests/rules/fixes_empty_test.py
"""
import importlib.machinery
import importlib.util
import os
import pathlib
import sys
import tempfile
import unittest
import warnings
import zipfile

os.environ.setdefault("KERAS_BACKEND", "jax")
try:
    import h5py
    import keras
    import numpy as np
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

ROOT = pathlib.Path(os.environ.get("WEIGHBRIDGE_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
X = np.ones((2, 20), "float32")


def load_generator():
    loader = importlib.machinery.SourceFileLoader("gen_catalogue", str(ROOT / "scripts/gen-catalogue"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("gen_catalogue", loader))
    loader.exec_module(module)
    return module


GENERATOR = load_generator()
PAGES = {page.id: page for page in GENERATOR.read_pages()}


class Subclassed(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = keras.layers.Dense(8)
        self.out = keras.layers.Dense(4)

    def call(self, inputs):
        return self.out(self.hidden(inputs))


def sequential():
    return keras.Sequential([keras.Input((20,)), keras.layers.Dense(8, name="dense"), keras.layers.Dense(4, name="dense_1")])


def filled_arrays(path):
    """The number of arrays with elements in an HDF5 file, those of the optimizer left out."""
    found = []
    with h5py.File(path, "r") as f:
        f.visititems(lambda name, item: found.append(name) if isinstance(item, h5py.Dataset) and not name.startswith("optimizer") else None)
    return len(found)


def stem(name):
    for ending in (".weights.h5", ".h5", ".hdf5", ".keras"):
        if name.endswith(ending):
            return name[:-len(ending)]
    return os.path.splitext(name)[0]


def repack(source, target, rename):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            if rename(name):
                new.writestr(rename(name), old.read(name))


class SnippetCase(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.before = os.getcwd()
        os.chdir(self.folder.name)
        warnings.simplefilter("ignore")

    def tearDown(self):
        os.chdir(self.before)
        self.folder.cleanup()

    def run_fix(self, rule, title, file, **names):
        page = PAGES[rule]
        fix = next(fix for fix in page.fixes if fix.title == title)
        values = {**page.samples, "file": file, "stem": stem(file), **names.pop("params", {})}
        space = {"__name__": "snippet", **names}
        exec(compile(GENERATOR.fill(fix.code, values), f"{rule}: {title}", "exec"), space)  # our own pages
        return space

    def same_weights(self, model, other):
        for a, b in zip(model.get_weights(), other.get_weights(), strict=True):
            np.testing.assert_array_equal(a, b)
