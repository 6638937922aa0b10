"""check() and CheckSaved with stand-ins whose files real Kerases wrote. With real Kerases: tests/python/real_keras.py."""

import os
import shutil
import sys
import types
import unittest
import warnings

from support import EMPTY, EXAMPLES, LOADED, folder_with, use

weighbridge = use("native")
from weighbridge.keras import BadSaveWarning, CheckSaved, NotComparedError  # noqa: E402

OTHER = EXAMPLES / "subclassed-after-call.weights.h5"


class Model:
    """Saves itself by copying a file that a real model was saved to."""

    def __init__(self, path):
        self.path = path

    def save_weights(self, path):
        shutil.copy(self.path, path)

    save = save_weights


class Unbuilt:
    def save_weights(self, path):
        raise ValueError("Weights have not yet been created.")

    save = save_weights


class Callback:
    pass


def keras():
    return types.SimpleNamespace(callbacks=types.SimpleNamespace(Callback=Callback))


class Check(unittest.TestCase):
    def test_its_own_file_matches(self):
        comparison = weighbridge.check(Model(LOADED), LOADED)
        self.assertTrue(comparison.matches)
        self.assertEqual(((), comparison.report.totals.tensors), (comparison.not_compared, comparison.variables))

    def test_one_changed_value_is_seen(self):
        tensor = weighbridge.weigh(LOADED).layers[0].tensors[0]
        with folder_with(**{"m.weights.h5": LOADED}) as folder:
            content = bytearray((folder / "m.weights.h5").read_bytes())
            content[tensor.storage.offset] ^= 1
            (folder / "m.weights.h5").write_bytes(content)
            comparison = weighbridge.check(Model(LOADED), "m.weights.h5")
        self.assertEqual([("values", tensor.path)], [(one.kind, one.path) for one in comparison.differences])

    def test_an_empty_file_lacks_everything(self):
        comparison = weighbridge.check(Model(OTHER), EMPTY)
        self.assertEqual({"missing"}, {one.kind for one in comparison.differences})
        self.assertFalse(comparison.matches)
        self.assertIn("This file is empty", str(comparison))

    def test_what_cannot_be_compared(self):
        with self.assertRaisesRegex(NotComparedError, "have not yet been created"):
            weighbridge.check(Unbuilt(), LOADED)
        with folder_with(**{"m.h5": __file__}), self.assertRaises(NotComparedError):
            weighbridge.check(Model(LOADED), "m.h5")
        with self.assertRaises(weighbridge.NotReadError):
            weighbridge.check(Model(LOADED), "not-there.h5")


class Saved(unittest.TestCase):
    def train(self, saves, path="{epoch:02d}.weights.h5"):
        """Each epoch a file is written, as ModelCheckpoint would; answers what was warned of, epoch by epoch."""
        with folder_with() as folder:
            os.makedirs(folder / "old")
            callback = CheckSaved(path, keras=keras())
            self.assertIsInstance(callback, Callback)
            said = []
            for epoch, source in enumerate(saves):
                shutil.copyfile(source, path.format(epoch=epoch))
                os.utime(path.format(epoch=epoch), ns=(epoch, epoch))
                with warnings.catch_warnings(record=True) as caught:
                    warnings.simplefilter("always")
                    callback.on_epoch_end(epoch, {})
                said.append([str(one.message) for one in caught if one.category is BadSaveWarning])
            callback.on_train_end()
            return said, callback

    def test_it_warns_of_an_empty_file_at_once_and_once(self):
        said, callback = self.train([LOADED, EMPTY, LOADED])
        self.assertEqual([0, 1, 0], [len(one) for one in said])
        self.assertIn("01.weights.h5: This file is empty", said[1][0])
        self.assertEqual(3, len(callback.reports))

    def test_one_file_that_is_written_again_and_again(self):
        said, _ = self.train([LOADED, EMPTY, LOADED], path="best.weights.h5")
        self.assertEqual([0, 1, 0], [len(one) for one in said])

    def test_a_name_that_looks_like_a_pattern_is_a_name(self):
        said, _ = self.train([EMPTY], path="run[1]-{epoch}.weights.h5")
        self.assertEqual([1], [len(one) for one in said])

    def test_files_from_before_are_not_its_business(self):
        with folder_with(**{"00.weights.h5": EMPTY}):
            callback = CheckSaved("{epoch:02d}.weights.h5", keras=keras())
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                callback.on_epoch_end(0)

    def test_which_keras(self):
        with self.assertRaisesRegex(RuntimeError, "No Keras is loaded"):
            CheckSaved("m.h5")
        self.addCleanup(lambda: [sys.modules.pop(name, None) for name in ("keras", "tf_keras")])
        sys.modules["tf_keras"] = keras()
        self.assertIsInstance(CheckSaved("m.h5"), Callback)
        other = keras()
        other.callbacks.Callback = type("Callback", (), {})
        sys.modules["keras"] = other
        with self.assertRaisesRegex(RuntimeError, "Both keras and tf_keras"):
            CheckSaved("m.h5")


if __name__ == "__main__":
    unittest.main()
