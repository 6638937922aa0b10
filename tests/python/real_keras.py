"""check() and CheckSaved with the Keras of the Python that runs this. Not a stage: the Kerases are large.

    PYTHONPATH=<the native wheel, unpacked> python tests/python/real_keras.py keras|tf_keras|tf.keras

Tried with tf.keras 2.3 (Python 3.8), Keras 2.15, tf_keras 2.21, Keras 3.6 on JAX and Keras 3.15 on TensorFlow.
"""

import importlib
import os
import sys
import tempfile
import unittest
import warnings

import numpy as np

import weighbridge
from weighbridge.keras import BadSaveWarning, CheckSaved

WHICH = sys.argv.pop(1)
keras = importlib.import_module("tensorflow").keras if WHICH == "tf.keras" else importlib.import_module(WHICH)
X, Y = np.ones((8, 3), "float32"), np.ones((8, 1), "float32")


def model(units=4):
    layers = [keras.layers.Dense(units, activation="relu"), keras.layers.Dropout(0.5), keras.layers.Dense(1)]
    made = keras.Sequential([keras.Input((3,)), *layers])
    made.compile("sgd", "mse")
    made.fit(X, Y, verbose=0)
    return made


def saves():
    """Each way of saving that this Keras has, as a function of the model; the file's name."""
    for name in ("m.weights.h5", "m.h5", "m.keras"):
        for method in ("save_weights", "save"):
            try:
                getattr(model(), method)(name)
            except ValueError:  # Keras 3 has a way of its own for each ending
                continue
            if os.path.isfile(name):
                yield name, method


class RealKeras(unittest.TestCase):
    def setUp(self):
        warnings.simplefilter("ignore")
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(folder.name)

    def test_check(self):
        for name, method in saves():
            with self.subTest(name=name, method=method):
                mine = model()
                getattr(mine, method)(name)
                self.assertTrue(weighbridge.check(mine, name).matches, weighbridge.check(mine, name))
                mine.fit(X, Y, verbose=0)
                trained = weighbridge.check(mine, name)
                self.assertEqual({"values"}, {one.kind for one in trained.differences})
                wider = weighbridge.check(model(5), name)
                self.assertEqual(3, sum(one.kind == "shape" for one in wider.differences), wider)

    def test_check_saved(self):
        for path, only in (("{epoch:02d}.weights.h5", True), ("{epoch:02d}.keras", False)):
            for value, warned in ((None, 0), (np.nan, 2)):
                mine = model()
                if value is not None:
                    mine.set_weights([np.full_like(weight, value) for weight in mine.get_weights()])
                callbacks = [
                    keras.callbacks.ModelCheckpoint(path, save_weights_only=only),
                    CheckSaved(path, keras=keras),
                ]
                with self.subTest(path, value=value), warnings.catch_warnings(record=True) as caught:
                    warnings.simplefilter("always")
                    mine.fit(X, Y, epochs=2, verbose=0, callbacks=callbacks)
                    said = [str(one.message) for one in caught if one.category is BadSaveWarning]
                    self.assertEqual(warned, len(said), said)
                    self.assertEqual(2, len(callbacks[1].reports))


if __name__ == "__main__":
    unittest.main()
