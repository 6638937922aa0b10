"""Runs the fixes for saves that stopped, and for parts of sharded saves, on such files."""
import os
import shutil

from snippet_case import OLD_KERAS, SnippetCase, filled_arrays, fixes, h5py, keras, main, np, sequential, write_legacy


class Interrupted(SnippetCase):
    """Saves that stopped half way."""

    def half_saved(self):
        """A whole model whose second layer is listed, but was never written."""
        model = sequential()
        model.save("whole.h5")
        with h5py.File("whole.h5", "r") as whole, h5py.File("model.h5", "w") as f:
            f.attrs.update(whole.attrs)
            weights = f.create_group("model_weights")
            weights.attrs.update(whole["model_weights"].attrs)
            whole.copy("model_weights/dense", weights)
        self.has_defect("model.h5", "save-interrupted")
        return model

    @fixes("save-interrupted", "Use what is in the file")
    def test_use_what_is_there(self):
        model, other = self.half_saved(), sequential()
        last = other.layers[-1].get_weights()[0]
        self.fix("model.h5", model=other)
        self.same_weights(model.get_layer("dense"), other.get_layer("dense"))
        np.testing.assert_array_equal(last, other.layers[-1].get_weights()[0])

    @fixes("save-interrupted", "Find the names that are used twice, then save again")
    def test_same_names(self):
        if OLD_KERAS:
            self.skipTest("TensorFlow 1 gives every variable a name of its own")
        self.half_saved()

        class Twice(keras.layers.Layer):
            def build(self, shape):
                self.a = self.add_weight(name="same", shape=(2,), initializer="zeros")
                self.b = self.add_weight(name="same", shape=(2,), initializer="zeros")
                super(Twice, self).build(shape)

            def call(self, inputs):
                return inputs

        inputs = keras.layers.Input((20,))
        model = keras.models.Model(inputs, Twice(name="twice")(inputs))
        printed = self.fix("model.h5", model=model)["printed"]
        self.assertIn("same", printed)

    @fixes("save-interrupted", "Find the layer that cannot be saved")
    def test_which_layer(self):
        self.half_saved()

        class Broken(keras.layers.Layer):
            def get_weights(self):
                raise ValueError("no weights yet")

            def call(self, inputs):
                return inputs

        inputs = keras.layers.Input((20,))
        model = keras.models.Model(inputs, keras.layers.Dense(4, name="good")(Broken(name="broken")(inputs)))
        printed = self.fix("model.h5", model=model)["printed"]
        self.assertIn("can not be saved: broken no weights yet", printed)
        self.assertIn("good 2 weights", printed)

    @fixes("save-interrupted", "Save in a format that needs no unique names")
    def test_other_format(self):
        model = self.half_saved()
        self.fix("model.h5", model=model)
        other = sequential()
        other.load_weights("model-new.weights.h5")
        self.same_weights(model, other)

    @fixes("save-interrupted", "Save in a format that takes variables of the model itself")
    def test_variables_of_the_model(self):
        class WithOwn(keras.Model):
            def __init__(self):
                super().__init__()
                self.scale = self.add_weight(name="scale", shape=(2,), initializer="ones")
                self.shift = self.add_weight(name="shift", shape=(2,), initializer="zeros")
                self.dense = keras.layers.Dense(2)

            def call(self, inputs):
                return self.dense(inputs) * self.scale + self.shift

        model, other = WithOwn(), WithOwn()
        for each in (model, other):
            each(np.ones((1, 3), "float32"))
        model.set_weights([np.full(np.shape(array), 3, "float32") for array in model.get_weights()])
        with self.assertRaises(ValueError):
            model.save("model.h5")
        self.has_defect("model.h5", "save-interrupted")
        self.fix("model.h5", model=model)
        other.load_weights("model-new.weights.h5")
        self.same_weights(model, other)

    @fixes("never-written-dataset", "List the arrays that were never written", needs=("h5py",))
    def test_never_written(self):
        write_legacy("model.h5", {"dense": [("dense/bias:0", np.ones(2, "float32"))]})
        with h5py.File("model.h5", "a") as f:
            f["dense"].attrs["weight_names"] = [b"dense/bias:0", b"dense/kernel:0"]
            f.create_dataset("dense/dense/kernel:0", (4, 2), "f4")
        self.has_defect("model.h5")
        self.assertEqual("dense/dense/kernel:0 (4, 2)", self.fix("model.h5")["printed"].strip())


class Shards(SnippetCase):
    def sharded(self):
        model = sequential()
        try:
            model.save_weights("model.weights.json", max_shard_size=1e-6)
        except (TypeError, ValueError) as problem:
            self.skipTest(str(problem))
        return model

    @fixes("missing-shard", "Check that all parts are there, then load the index")
    def test_index(self):
        model, other = self.sharded(), sequential()
        self.fix("model.weights.json", model=other)
        self.same_weights(model, other)
        os.remove(sorted(path for path in os.listdir() if path.startswith("model_0"))[-1])
        self.has_defect("model.weights.json")
        with self.assertRaises(AssertionError):
            self.fix("model.weights.json", model=other)

    @fixes("missing-shard", "Check that all parts are there", needs=())
    def test_index_of_another_library(self):
        with open("model.safetensors.index.json", "w") as f:
            f.write('{"metadata": {"total_size": 8}, "weight_map": {"a": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors"}}')
        self.has_defect("model.safetensors.index.json")
        open("model-00001-of-00002.safetensors", "w").close()
        self.assertEqual("['model-00002-of-00002.safetensors']", self.fix("model.safetensors.index.json")["printed"].strip())

    @fixes("lone-shard", "Load the index")
    def test_lone(self):
        model, other = self.sharded(), sequential()
        os.mkdir("alone")
        shutil.copy("model_00000.weights.h5", "alone")
        self.has_defect("alone/model_00000.weights.h5")
        self.fix("model_00000.weights.h5", params={"index": "model.weights.json"}, model=other)
        self.same_weights(model, other)

    @fixes("lone-shard", "Save in one file")
    def test_one_file(self):
        model = self.sharded()
        self.fix("model_00000.weights.h5", model=model)
        self.assertEqual(4, filled_arrays("model.weights.h5"))
        self.is_sound("model.weights.h5")


if __name__ == "__main__":
    main()
