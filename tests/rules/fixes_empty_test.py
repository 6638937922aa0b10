"""Runs the fixes for empty and partly empty files on such files."""
from snippet_case import (KERAS_3, SnippetCase, X, filled_arrays, fixes, h5py, keras, main, np, sequential, subclassed, weights_name, write_legacy, write_v3)


class NeverBuilt(SnippetCase):
    """Layers that never got their weights."""

    def empty_file(self, path):
        if path.endswith(".weights.h5"):
            write_v3(path, {"layers/dense": [], "layers/dense_1": []})
        else:
            write_legacy(path, {"dense": [], "dense_1": []})
        self.has_defect(path, "never-built")

    def filled_by(self, path, model):
        self.empty_file(path)
        self.fix(path, model=model, x=X)
        self.assertEqual(4, filled_arrays(path))
        self.is_sound(path)

    @fixes("never-built", "Run the model once, then save")
    def test_run_once(self):
        self.filled_by("model.weights.h5", subclassed())

    @fixes("never-built", "Run the model once, then save it with tf.keras")
    def test_run_once_with_tf_keras(self):
        self.filled_by("model.h5", subclassed())

    @fixes("never-built", "Run the model once, then save it with Keras 2")
    def test_run_once_with_keras_2(self):
        self.filled_by("model.h5", subclassed())

    @fixes("never-built", "Give the model its input shape")
    def test_input_shape(self):
        self.shape_given()

    @fixes("never-built", "Give the model its input shape, with Keras 2")
    def test_input_shape_with_keras_2(self):
        self.shape_given()

    def shape_given(self):
        self.empty_file("empty.h5")
        model = self.fix("empty.h5")["model"]
        self.assertEqual(20 * 8 + 8 + 8 * 4 + 4, model.count_params())
        model.save_weights(weights_name("given"))
        self.assertEqual(4, filled_arrays(weights_name("given")))


class BuiltWithoutCall(SnippetCase):
    def empty_archive(self):
        model = subclassed()
        model.build((None, 20))
        try:
            model.save("model.keras")
        except ValueError:  # newer versions check
            return
        self.has_defect("model.keras", "build-without-call")

    @fixes("build-without-call", "Call the model instead of build()")
    def test_call(self):
        self.empty_archive()
        model = subclassed()
        self.fix("model.weights.h5", model=model, x=X)
        self.assertEqual(4, filled_arrays("model.weights.h5"))
        self.is_sound("model.weights.h5")

    @fixes("build-without-call", "Build the layers in the model's own build()")
    def test_own_build(self):
        self.empty_archive()
        own = self.fix("model.keras")["MyModel"]()
        own.build((None, 20))
        own.save_weights("own.weights.h5")
        self.assertEqual(4, filled_arrays("own.weights.h5"))
        self.assertEqual((2, 4), tuple(own(X).shape))


class LayersWithout(SnippetCase):
    """Single layers without variables."""

    def partly_empty(self):
        """A file that lacks the weights of `spare`, as the layer never ran."""
        model = subclassed(spare=True)
        model.predict(X)
        path = weights_name()
        if KERAS_3:
            model.save_weights(path)
        else:  # newer tf.keras refuses; older ones leave an empty list of names
            pairs = [(layer.name, [("%s/%d" % (layer.name, k), w) for k, w in enumerate(layer.get_weights())]) for layer in model.layers]
            write_legacy(path, {name if arrays else "dense_9": arrays for name, arrays in pairs})
        self.has_defect(path)
        return path

    @fixes("layer-without-variables", "Find the layers that never ran")
    def test_find(self):
        printed = self.fix(self.partly_empty(), model=subclassed(spare=True), x=X)["printed"]
        self.assertEqual("never reached by call(): spare", printed.splitlines()[-1])

    @fixes("layer-without-variables", "Fill only the missing layer")
    def test_fill(self):
        self.partly_empty()
        kernels = []
        with h5py.File("model.weights.h5", "r") as f:
            f.visititems(lambda name, item: kernels.append(item[()]) if getattr(item, "ndim", 0) == 2 else None)
        stored = sorted(float(np.sum(kernel)) for kernel in kernels)

        class AllUsed(keras.Model):
            def __init__(self):
                super().__init__()
                self.hidden, self.out, self.spare = keras.layers.Dense(8), keras.layers.Dense(4), keras.layers.Dense(3)

            def call(self, inputs):
                return self.spare(self.out(self.hidden(inputs)))

        model = AllUsed()
        self.fix("model.weights.h5", model=model, x=X)
        loaded = sorted(float(np.sum(layer.get_weights()[0])) for layer in (model.hidden, model.out))
        np.testing.assert_allclose(loaded, stored, rtol=1e-5)
        self.fill_by_name()

    def fill_by_name(self):
        arrays = [np.random.random(shape).astype("float32") for shape in ((20, 8), (8,))]
        write_legacy("model.h5", {"first": [("first/%d" % k, array) for k, array in enumerate(arrays)], "dense_9": []})
        self.has_defect("model.h5")
        model = keras.Sequential([keras.layers.Dense(8, name="first"), keras.layers.Dense(4, name="dense_9")])
        self.fix("model.h5", model=model, x=X)
        for stored, loaded in zip(arrays, model.layers[0].get_weights()):
            np.testing.assert_array_equal(stored, loaded)

    def custom_file(self):
        path = weights_name("custom")
        if KERAS_3:
            write_v3(path, {"layers/custom_dense": [], "layers/dense": [np.ones((20, 8), "float32"), np.ones(8, "float32")]})
        else:
            write_legacy(path, {"custom_dense": [], "dense": [("dense/kernel:0", np.ones((20, 8))), ("dense/bias:0", np.ones(8))]})
        self.has_defect(path, "custom-layer-without-variables")
        return path

    def saved_arrays(self, layer):
        if KERAS_3:
            model = keras.Sequential([keras.Input((20,)), layer])
        else:
            inputs = keras.layers.Input((20,))
            model = keras.models.Model(inputs, layer(inputs))
        model.save_weights(weights_name("new"))
        self.assertEqual((2, 8), model.predict(X).shape)
        return filled_arrays(weights_name("new"))

    @fixes("custom-layer-without-variables", "Create the weights with add_weight")
    def test_add_weight(self):
        self.assertEqual(2, self.saved_arrays(self.fix(self.custom_file())["CustomDense"](8)))

    @fixes("custom-layer-without-variables", "Create the weights with add_weight, in Keras 2")
    def test_add_weight_in_keras_2(self):
        self.assertEqual(2, self.saved_arrays(self.fix(self.custom_file())["CustomDense"](8)))

    @fixes("custom-layer-without-variables", "Keep sub-layers where Keras finds them")
    def test_flat_list(self):
        self.assertEqual(4, self.saved_arrays(self.fix(self.custom_file())["Box"]()))

    @fixes("custom-layer-without-variables", "See what Keras would save")
    def test_see(self):
        printed = self.fix(self.custom_file(), model=sequential())["printed"]
        self.assertIn("dense Dense [(20, 8), (8,)]", printed)

    @fixes("weightless-only", "Look at the layers of the model that you saved")
    def test_weightless(self):
        shape = {} if KERAS_3 else {"input_shape": (2, 2)}
        model = keras.models.Sequential(([keras.Input((2, 2))] if KERAS_3 else []) + [keras.layers.Flatten(name="flatten", **shape)])
        model.save_weights(weights_name())
        self.has_defect(weights_name())
        printed = self.fix(weights_name(), model=model)["printed"]
        self.assertIn("flatten Flatten 0", printed)


class NoLayers(SnippetCase):
    def empty_file(self):
        path = weights_name()
        if KERAS_3:
            with h5py.File(path, "w") as f:
                f.create_group("layers"), f.create_group("vars")
        else:
            write_legacy(path, {})
        self.has_defect(path, "no-layers")
        return path

    def attributes(self):
        model = self.fix(self.empty_file())["MyModel"]()
        model.predict(X)
        model.save_weights(weights_name("new"))
        self.assertEqual(4, filled_arrays(weights_name("new")))

    @fixes("no-layers", "Put the layers into attributes")
    def test_attributes(self):
        self.attributes()

    @fixes("no-layers", "Put the layers into attributes, with Keras 2")
    def test_attributes_with_keras_2(self):
        self.attributes()

    @fixes("no-layers", "Check before you save")
    def test_check(self):
        printed = self.fix(self.empty_file(), model=subclassed(), x=X)["printed"]
        self.assertIn("2 layers, 204 parameters", printed)

    @fixes("optimizer-only", "Run the model, then save")
    def test_optimizer_only(self):
        self.optimizer_only("model.weights.h5")

    @fixes("optimizer-only", "Run the model, then save, with Keras 2")
    def test_optimizer_only_with_keras_2(self):
        self.optimizer_only("model.h5")

    def optimizer_only(self, path):
        with h5py.File("model.weights.h5", "w") as f:
            f["optimizer/vars/0"], f["optimizer/vars/1"] = 3, np.float32(0.001)
        self.has_defect("model.weights.h5")
        model = subclassed()
        model.compile("adam", "mse")
        self.fix("model.weights.h5", model=model, x=X)
        self.assertEqual(4, filled_arrays(path))
        self.is_sound(path)

    @fixes("blank-hdf5", "Save again and watch for the error", needs=("h5py",))
    def test_blank(self):
        h5py.File("blank.h5", "w").close()
        self.has_defect("blank.h5")
        printed = self.fix("blank.h5")["printed"]
        self.assertEqual("0 groups and arrays {}", printed.strip())


if __name__ == "__main__":
    main()
