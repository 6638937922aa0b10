"""Runs the fixes for unsafe content, and those for what is good to know, on files that have it."""
import io
import os
import pickle
import unittest
import zipfile

from snippet_case import KERAS_3, SnippetCase, fixes, h5py, keras, main, module, np, sequential, spread, weights_name, write_bytes, write_v3

ARRAY = [np.ones((20, 8), "float32"), np.ones(8, "float32")] if np else []


class Links(SnippetCase):
    def setUp(self):
        super(Links, self).setUp()
        if h5py:
            write_v3("m.weights.h5", {"layers/dense": ARRAY})

    def changed(self, change):
        with h5py.File("m.weights.h5", "a") as f:
            change(f)
        self.has_defect("m.weights.h5")
        return self.fix("m.weights.h5")["printed"].strip()

    @fixes("external-link", "List the links without following them", needs=("h5py",))
    def test_external_link(self):
        def change(f):
            f["layers/outside"] = h5py.ExternalLink("other.h5", "/a")
        self.assertEqual("layers/outside -> other.h5 /a", self.changed(change))

    @fixes("external-storage", "List them without reading", needs=("h5py",))
    def test_external_storage(self):
        printed = self.changed(lambda f: f.create_dataset("layers/dense_1/vars/0", (4,), "f4", external=[("raw.bin", 0, 16)]))
        self.assertEqual("layers/dense_1/vars/0 [('raw.bin', 0, 16)]", printed)
        self.assertFalse(os.path.exists("raw.bin"))

    @fixes("virtual-dataset", "List the sources without reading them", needs=("h5py",))
    def test_virtual(self):
        def change(f):
            layout = h5py.VirtualLayout((3,), "f8")
            layout[:] = h5py.VirtualSource("other.h5", "a", (3,))
            f.create_virtual_dataset("layers/dense_1/vars/0", layout)
        self.assertEqual("layers/dense_1/vars/0 [('other.h5', 'a')]", self.changed(change))

    @fixes("shape-bomb", "Show the sizes without reading", needs=("h5py",))
    def test_bomb(self):
        printed = self.changed(lambda f: f.create_dataset("layers/dense_1/vars/0", (1 << 20, 1 << 20), "f4"))
        self.assertIn("layers/dense_1/vars/0 (1048576, 1048576) %d 0" % (1 << 42), printed)

    @fixes("soft-link", "Replace the links by copies", needs=("h5py",))
    def test_soft_link(self):
        def change(f):
            f["layers/dense_1"] = h5py.SoftLink("/layers/dense")
            f["top"] = h5py.SoftLink("/layers/dense")
        self.changed(change)
        self.is_sound("plain-m.weights.h5")
        with h5py.File("plain-m.weights.h5", "r") as f:
            for group in (f["layers"], f):
                for name in group:
                    self.assertIsInstance(group.get(name, getlink=True), h5py.HardLink)
            np.testing.assert_array_equal(ARRAY[0], f["layers/dense_1/vars/0"][()])
            np.testing.assert_array_equal(ARRAY[0], f["top/vars/0"][()])


class Dangerous:
    def __reduce__(self):
        return os.mkdir, ("was_run",)


class Archives(SnippetCase):
    @fixes("zip-bomb", "List the sizes without unpacking", needs=())
    def test_bomb(self):
        with zipfile.ZipFile("m.keras", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("config.json", "{}"), archive.writestr("metadata.json", "{}"), archive.writestr("model.weights.h5", b"\0" * (300 << 20))
        self.has_defect("m.keras")
        self.assertIn("model.weights.h5", self.fix("m.keras")["printed"])
        self.assertIn("-> %d" % (300 << 20), self.fix("m.keras")["printed"])

    @fixes("path-escape", "List the names without unpacking", needs=())
    def test_escape(self):
        with zipfile.ZipFile("m.keras", "w") as archive:
            archive.writestr("config.json", "{}"), archive.writestr("metadata.json", "{}"), archive.writestr("../../.bashrc", "")
        self.has_defect("m.keras")
        self.assertIn("../../.bashrc", self.fix("m.keras")["printed"].splitlines())

    @fixes("embedded-pickle", "See what it would call, without loading it", needs=())
    def test_pickle(self):
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w") as npz:
            npz.writestr("a.npy", b"\x93NUMPY\x01\x00" + b"{'descr': '|O', 'fortran_order': False, 'shape': (1,), }".ljust(80) + pickle.dumps([{}]))
        for content in (inner.getvalue(), pickle.dumps(Dangerous(), 2)):
            with zipfile.ZipFile("m.keras", "w") as archive:
                archive.writestr("config.json", "{}"), archive.writestr("metadata.json", "{}"), archive.writestr("model.weights.npz", content)
            self.has_defect("m.keras")
            printed = self.fix("m.keras")["printed"]
            self.assertIn("descr" if content[:2] == b"PK" else "mkdir", printed)
            self.assertFalse(os.path.exists("was_run"))

    def with_lambda(self):
        inputs = keras.layers.Input((20,))
        doubled = keras.layers.Lambda(lambda t: t * 2, output_shape=(20,), name="twice")(inputs)
        model = keras.models.Model(inputs, keras.layers.Dense(4, name="dense")(doubled))
        spread(model)
        return model

    def lambda_file(self):
        model = self.with_lambda()
        path = "m.keras" if KERAS_3 else "m.h5"
        model.save(path)
        self.has_defect(path)
        return model, path

    @fixes("lambda-code", "Load only the weights")
    def test_lambda_weights(self):
        (model, path), other = self.lambda_file(), self.with_lambda()
        self.fix(path, model=other)
        self.same_weights(model, other)

    @fixes("lambda-code", "Load the model, if you trust it")
    def test_lambda_model(self):
        model, path = self.lambda_file()
        with self.assertRaises(Exception):
            keras.models.load_model(path)
        self.same_weights(model, self.fix(path)["model"])


class Notes(SnippetCase):
    @fixes("bfloat16", "Write a copy in float32", needs=("h5py", "ml_dtypes"))
    def test_bfloat16(self):
        value = np.array([[1.5, -2.0, 3.25]], module("ml_dtypes").bfloat16)
        with h5py.File("m.h5", "w") as f:
            f.attrs["layer_names"], f.attrs["backend"], f.attrs["keras_version"] = [b"dense"], b"tensorflow", b"2.15.0"
            f["dense/dense/kernel:0"], f["dense/dense/bias:0"] = value.view("V2"), np.ones(3, "float32")
            f["dense"].attrs["weight_names"] = [b"dense/kernel:0", b"dense/bias:0"]
        self.has_defect("m.h5")
        self.fix("m.h5")
        self.is_sound("float32-m.h5")
        with h5py.File("m.h5", "r") as before, h5py.File("float32-m.h5", "r") as f:
            np.testing.assert_array_equal(value.astype("float32"), f["dense/dense/kernel:0"][()])
            np.testing.assert_array_equal(np.ones(3), f["dense/dense/bias:0"][()])
            self.assertEqual(list(before["dense"].attrs["weight_names"]), list(f["dense"].attrs["weight_names"]))

    @fixes("optimizer-included", "Write a copy without the optimizer")
    def test_optimizer(self):
        model, other = sequential(), sequential()
        model.compile("adam", "mse")
        model.fit(np.ones((2, 20)), np.ones((2, 4)), verbose=0)
        path = "m.weights.h5" if KERAS_3 else "m.h5"
        model.save_weights(path) if KERAS_3 else model.save(path)
        self.has_defect(path)
        self.fix(path)
        self.is_sound("small-" + path)
        other.load_weights("small-" + path)
        self.same_weights(model, other)
        if not KERAS_3:
            self.same_weights(model, keras.models.load_model("small-" + path))

    @fixes("optimizer-included", "Save the archive again without the optimizer")
    def test_optimizer_in_archive(self):
        model = sequential()
        model.compile("adam", "mse")
        model.fit(np.ones((2, 20)), np.ones((2, 4)), verbose=0)
        model.save("m.keras")
        self.has_defect("m.keras")
        self.fix("m.keras")
        self.is_sound("small-m.keras")
        self.same_weights(model, keras.models.load_model("small-m.keras"))

    @fixes("quantized", "Quantize the model before loading")
    def test_quantized(self):
        model, other = sequential(), sequential()
        model.quantize("int8")
        model.save_weights("m.weights.h5")
        self.has_defect("m.weights.h5")
        with self.assertRaises(Exception):
            sequential().load_weights("m.weights.h5")
        self.fix("m.weights.h5", model=other)
        self.same_weights(model, other)

    @fixes("quantized", "Quantize the model in the same blocks before loading")
    def test_quantized_in_blocks(self):
        for size in 4, -1:
            model, other = sequential(), sequential()
            model.quantize(config=keras.quantizers.Int4QuantizationConfig(block_size=size))
            model.save_weights("m.weights.h5")
            self.has_defect("m.weights.h5")
            plain = sequential()
            plain.quantize("int4")
            with self.assertRaises(Exception):
                plain.load_weights("m.weights.h5")
            self.fix("m.weights.h5", params={"block_size": str(size)}, model=other)
            self.same_weights(model, other)

    @fixes("quantized", "Quantize the same layers before loading")
    def test_quantized_in_part(self):
        model, other = sequential(), sequential()
        model.layers[1].quantize("int8")
        model.save_weights("m.weights.h5")
        self.has_defect("m.weights.h5")
        with self.assertRaises(Exception):
            whole = sequential()
            whole.quantize("int8")
            whole.load_weights("m.weights.h5")
        self.fix("m.weights.h5", params={"names": "dense_1", "call": "int8"}, model=other)
        self.same_weights(model, other)

    @fixes("seed-state", "Load all the same")
    def test_seeds(self):
        def dropped():
            return keras.Sequential([keras.Input((20,)), keras.layers.Dense(8, name="dense"), keras.layers.Dropout(0.5, name="dropout")])
        model, other = dropped(), dropped()
        spread_dense(model), model.save_weights("m.weights.h5")
        with h5py.File("m.weights.h5", "a") as f:  # as a version with one more variable saves it
            vars_of_seed = f.require_group("layers/dropout/seed_generator/vars")
            if "0" not in vars_of_seed:
                vars_of_seed["0"] = np.array([1, 2], "uint32")
            vars_of_seed["1"] = np.array([1, 2], "uint32")
        self.has_defect("m.weights.h5")
        self.fix("m.weights.h5", model=other)
        self.same_weights(model.layers[0], other.layers[0])

    def vectorization(self):
        layer = keras.layers.TextVectorization(output_sequence_length=4)
        layer.adapt(["one two", "two three"])
        model = keras.Sequential([keras.Input((1,), dtype="string"), layer, keras.layers.Embedding(5, 2)])
        return layer, model

    @fixes("vocabulary-not-in-weights", "Save the whole model", needs=("keras", "h5py", "tensorflow"))
    def test_whole_model(self):
        layer, model = self.vectorization()
        model.save_weights("m.weights.h5")
        self.has_defect("m.weights.h5")
        self.fix("m.weights.h5", model=model)
        loaded = keras.models.load_model("m.keras")
        self.assertEqual(layer.get_vocabulary(), loaded.layers[0].get_vocabulary())

    @fixes("vocabulary-not-in-weights", "Save the words beside the weights", needs=("keras", "h5py", "tensorflow"))
    def test_words(self):
        if not hasattr(keras.layers, "TextVectorization"):
            self.skipTest("this Keras has no TextVectorization")
        import json
        layer, _ = self.vectorization()
        self.fix("m.weights.h5", layer=layer)
        with open("m.vocabulary.json") as f:
            self.assertEqual(layer.get_vocabulary(), json.load(f))


def spread_dense(model):
    for layer in model.layers:
        if isinstance(layer, keras.layers.Dense):
            layer.set_weights([np.random.RandomState(1).uniform(-1, 1, w.shape).astype(w.dtype) for w in layer.get_weights()])


if __name__ == "__main__":
    main()
