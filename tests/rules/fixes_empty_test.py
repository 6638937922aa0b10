"""Runs the fixes for empty and misnamed files on such files."""
import os
import unittest

from snippet_case import SnippetCase, Subclassed, X, filled_arrays, h5py, keras, sequential


class FixesForEmptyFiles(SnippetCase):
    def test_never_built(self):
        model = Subclassed()
        self.run_fix("never-built", "Run the model once, then save", "model.weights.h5", model=model, x=X)
        self.assertEqual(4, filled_arrays("model.weights.h5"))
        space = self.run_fix("never-built", "Give the model its input shape", "model.weights.h5")
        self.assertEqual(20 * 8 + 8 + 8 * 4 + 4, space["model"].count_params())

    def test_build_without_call(self):
        model = Subclassed()
        model.build((None, 20))
        model.save_weights("empty.weights.h5")
        self.assertEqual(0, filled_arrays("empty.weights.h5"))
        model = Subclassed()
        self.run_fix("build-without-call", "Call the model instead of build()", "model.weights.h5", model=model, x=X)
        self.assertEqual(4, filled_arrays("model.weights.h5"))
        space = self.run_fix("build-without-call", "Build the layers in the model's own build()", "model.weights.h5")
        own = space["MyModel"]()
        own.build((None, 20))
        own.save_weights("own.weights.h5")
        self.assertEqual(4, filled_arrays("own.weights.h5"))

    def test_layer_without_variables(self):
        class Spare(Subclassed):
            def __init__(self):
                super().__init__()
                self.spare = keras.layers.Dense(3)

        model = Spare()
        self.run_fix("layer-without-variables", "Find the layers that never ran", "model.weights.h5", model=model, x=X)
        model.save_weights("model.weights.h5")
        self.run_fix("layer-without-variables", "Fill only the missing layer", "model.weights.h5", model=model, x=X)

    def test_custom_layer(self):
        space = self.run_fix("custom-layer-without-variables", "Create the weights with add_weight", "model.weights.h5")
        model = keras.Sequential([keras.Input((20,)), space["CustomDense"](8)])
        model.save_weights("model.weights.h5")
        self.assertEqual(2, filled_arrays("model.weights.h5"))
        space = self.run_fix("custom-layer-without-variables", "Keep sub-layers where Keras finds them", "model.weights.h5")
        model = keras.Sequential([keras.Input((20,)), space["Box"]()])
        model.save_weights("box.weights.h5")
        self.assertEqual(4, filled_arrays("box.weights.h5"))
        self.run_fix("custom-layer-without-variables", "See what Keras would save", "box.weights.h5", model=model)

    def test_no_layers(self):
        space = self.run_fix("no-layers", "Put the layers into attributes", "model.weights.h5")
        model = space["MyModel"]()
        self.run_fix("no-layers", "Check before you save", "model.weights.h5", model=model, x=X)
        model.save_weights("model.weights.h5")
        self.assertEqual(4, filled_arrays("model.weights.h5"))

    def test_optimizer_only(self):
        model = Subclassed()
        model.compile("adam")
        self.run_fix("optimizer-only", "Run the model, then save", "model.weights.h5", model=model, x=X)
        self.assertEqual(4, filled_arrays("model.weights.h5"))

    def test_blank_and_weightless(self):
        h5py.File("blank.h5", "w").close()
        space = self.run_fix("blank-hdf5", "Save again and watch for the error", "blank.h5")
        self.assertEqual([], space["names"])
        model = keras.Sequential([keras.Input((2, 2)), keras.layers.Flatten()])
        self.run_fix("weightless-only", "Look at the layers of the model that you saved", "model.weights.h5", model=model)

    def test_save_interrupted(self):
        model, other = sequential(), sequential()
        model.save("model.h5")
        with h5py.File("model.h5", "a") as f:
            del f["model_weights/dense_1"]
        self.run_fix("save-interrupted", "Use what is in the file", "model.h5", model=other)
        self.same_weights(model.layers[0], other.layers[0])
        self.run_fix("save-interrupted", "Find the names that are used twice, then save again", "model.h5", model=model)
        self.run_fix("save-interrupted", "Find the layer that can not be saved", "model.h5", model=model)
        self.run_fix("save-interrupted", "Save in a format that needs no unique names", "model.h5", model=model)
        self.assertEqual(4, filled_arrays("model-new.weights.h5"))

    def test_never_written(self):
        with h5py.File("model.h5", "w") as f:
            f.create_dataset("kernel", (4, 2))
        self.run_fix("never-written-dataset", "List the arrays that were never written", "model.h5")

    def test_shards(self):
        model, other = sequential(), sequential()
        model.save_weights("model.weights.json", max_shard_size=1e-6)
        self.run_fix("missing-shard", "Check that all parts are there, then load the index", "model.weights.json", model=other)
        self.same_weights(model, other)
        os.remove(sorted(path for path in os.listdir() if path.startswith("model_0"))[-1])
        with self.assertRaises(AssertionError):
            self.run_fix("missing-shard", "Check that all parts are there, then load the index", "model.weights.json", model=other)

    # ---- names

    def test_legacy_named_weights_h5(self):
        for title in ("Rename it, then load the weights", "Rename it, then load the model or its weights"):
            model, other = sequential(), sequential()
            model.save("m.weights.h5")  # Keras 3 writes the older layout under this name
            with self.assertRaises(Exception):
                other.load_weights("m.weights.h5")
            self.run_fix("legacy-layout-named-weights-h5", title, "m.weights.h5", model=other)
            self.same_weights(model, other)

    def test_v3_named_h5(self):
        model, other = sequential(), sequential()
        model.save_weights("m.weights.h5")
        os.rename("m.weights.h5", "m.h5")
        with self.assertRaises(Exception):
            other.load_weights("m.h5")
        self.run_fix("v3-layout-named-h5", "Rename it", "m.h5", model=other)
        self.same_weights(model, other)

    def test_hdf5_named_keras(self):
        for title in ("Rename it, then load the model or its weights", "Rename it, then load the weights"):
            model, other = sequential(), sequential()
            model.save("m.h5")
            os.rename("m.h5", "m.keras")
            with self.assertRaises(Exception):
                keras.models.load_model("m.keras")
            self.run_fix("hdf5-named-keras", title, "m.keras", model=other)
            self.same_weights(model, other)
        model, other = sequential(), sequential()
        model.save_weights("m.weights.h5")
        os.rename("m.weights.h5", "m.keras")
        self.run_fix("hdf5-named-keras", "Rename it to .weights.h5, then load the weights", "m.keras", model=other)
        self.same_weights(model, other)

    def test_zip_named_h5(self):
        model = sequential()
        model.save("m.keras")
        os.rename("m.keras", "m.h5")
        with self.assertRaises(Exception):
            keras.models.load_model("m.h5")
        self.same_weights(model, self.run_fix("zip-named-h5", "Rename it", "m.h5")["model"])

    def test_wrong_extension(self):
        model, other = sequential(), sequential()
        model.save_weights("m.weights.h5")
        os.rename("m.weights.h5", "m.ckpt")
        self.run_fix("wrong-extension", "Rename it", "m.ckpt", params={"ending": ".weights.h5"})
        other.load_weights("m.weights.h5")
        self.same_weights(model, other)

    def test_keras_0(self):
        model = sequential()
        arrays = [layer.get_weights() for layer in model.layers]
        with h5py.File("old.h5", "w") as f:
            f.attrs["nb_layers"] = len(arrays)
            for k, weights in enumerate(arrays):
                group = f.create_group(f"layer_{k}")
                group.attrs["nb_params"] = len(weights)
                for p, value in enumerate(weights):
                    group[f"param_{p}"] = value
        other = sequential()
        self.run_fix("keras-0-layout", "Set the arrays layer by layer", "old.h5", model=other)
        self.same_weights(model, other)

    def test_backslashes(self):
        model, other = sequential(), sequential()
        model.save_weights("m.weights.h5")
        with h5py.File("m.weights.h5", "r") as good, h5py.File("bad.weights.h5", "w") as bad:
            good.copy("vars", bad)
            for name in good["layers"]:
                good.copy("layers/" + name, bad, name="layers\\" + name)
        self.run_fix("backslash-paths", "Write a copy with the right names", "bad.weights.h5")
        other.load_weights("fixed-bad.weights.h5")
        self.same_weights(model, other)

    def test_gaps(self):
        model, other = sequential(), sequential()
        model.save_weights("m.weights.h5")
        with h5py.File("m.weights.h5", "r") as good, h5py.File("bad.weights.h5", "w") as bad:
            good.copy("vars", bad)
            bad.create_group("_layer_checkpoint_dependencies")
            good.copy("layers/dense", bad["_layer_checkpoint_dependencies"], name="dense")
            good.copy("layers/dense_1", bad["_layer_checkpoint_dependencies"], name="dense_2")
        self.run_fix("gapped-paths", "Number the groups again", "bad.weights.h5")
        other.load_weights("fixed-bad.weights.h5")
        self.same_weights(model, other)

    def test_subgroup(self):
        model, other = sequential(), sequential()
        model.save("m.h5")
        with h5py.File("m.h5", "r") as source, h5py.File("all.h5", "w") as target:
            group = target.create_group("experiment_7")
            for key, value in source.attrs.items():
                group.attrs[key] = value
            for name in source:
                source.copy(name, group)
        self.run_fix("model-in-subgroup", "Copy it into a file of its own", "all.h5", params={"group": "experiment_7"})
        other.load_weights("all-model.h5")
        self.same_weights(model, other)


if __name__ == "__main__":
    unittest.main()
