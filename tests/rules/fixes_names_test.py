"""Runs the fixes for files whose name and content disagree, and for layouts of other versions."""
import os
import unittest
import zipfile

from snippet_case import (KERAS_3, READS_LAYERS, RELEASE, SnippetCase, fixes, h5py, keras, main, np, sequential, spread, write_legacy, write_v3)


def save_legacy(model, path):
    write_legacy(path, {layer.name: [("%s/%d" % (layer.name, k), w) for k, w in enumerate(layer.get_weights())] for layer in model.layers})


class Renamed(SnippetCase):
    def loads_after(self, path, defect, model):
        """The file shows the defect, this Keras 3 cannot load it as it is, and after the fix a second model has its weights."""
        self.has_defect(path, defect)
        other = sequential()
        if KERAS_3:
            with self.assertRaises(Exception):
                other.load_weights(path)
        self.fix(path, model=other)
        self.same_weights(model, other)

    @fixes("legacy-layout-named-weights-h5", "Rename it, then load the weights")
    def test_legacy_weights(self):
        model = sequential()
        save_legacy(model, "m.weights.h5")
        self.loads_after("m.weights.h5", "legacy-layout-named-weights-h5", model)
        self.is_sound("m.h5")

    @fixes("legacy-layout-named-weights-h5", "Rename it, then load the model or its weights")
    def test_legacy_model(self):
        model = sequential()
        model.save("m.h5")
        os.rename("m.h5", "m.weights.h5")
        self.loads_after("m.weights.h5", "legacy-layout-named-weights-h5", model)
        self.same_weights(model, keras.models.load_model("m.h5", compile=False))  # as the comment in the code says

    @fixes("v3-layout-named-h5", "Rename it")
    def test_v3(self):
        model = sequential()
        model.save_weights("m.weights.h5")
        os.rename("m.weights.h5", "m.h5")
        self.loads_after("m.h5", "v3-layout-named-h5", model)

    @fixes("hdf5-named-keras", "Rename it, then load the model or its weights")
    def test_model_named_keras(self):
        model = sequential()
        model.save("m.h5")
        os.rename("m.h5", "m.keras")
        self.loads_after("m.keras", "hdf5-named-keras", model)
        self.same_weights(model, keras.models.load_model("m.h5", compile=False))

    @fixes("hdf5-named-keras", "Rename it, then load the weights")
    def test_legacy_weights_named_keras(self):
        model = sequential()
        save_legacy(model, "m.keras")
        self.loads_after("m.keras", "hdf5-named-keras", model)

    @fixes("hdf5-named-keras", "Rename it to .weights.h5, then load the weights")
    def test_v3_weights_named_keras(self):
        model = sequential()
        model.save_weights("m.weights.h5")
        os.rename("m.weights.h5", "m.keras")
        self.loads_after("m.keras", "hdf5-named-keras", model)

    def zip_named_h5(self):
        model = sequential()
        model.save("m.keras")
        if not zipfile.is_zipfile("m.keras"):
            model.save("m.keras", save_format="keras_v3")  # tf.keras 2.12 wrote HDF5 under this name
        os.rename("m.keras", "m.h5")
        self.has_defect("m.h5")
        with self.assertRaises(Exception):
            keras.models.load_model("m.h5")
        self.same_weights(model, self.fix("m.h5")["model"])

    @fixes("zip-named-h5", "Rename it")
    def test_zip(self):
        self.zip_named_h5()

    @fixes("zip-named-h5", "Rename it for tf.keras")
    def test_zip_for_tf_keras(self):
        self.zip_named_h5()

    @fixes("wrong-extension", "Rename it", needs=("h5py",))
    def test_extension(self):
        write_v3("m.ckpt", {"layers/dense": [np.ones((20, 8), "float32"), np.ones(8, "float32")]})
        self.has_defect("m.ckpt")
        self.fix("m.ckpt", params={"ending": ".weights.h5"})
        self.is_sound("m.weights.h5")


class OtherLayouts(SnippetCase):
    def convolution(self):
        shape = {} if KERAS_3 else {"input_shape": (6, 6, 3)}
        layers = [keras.layers.Conv2D(5, (3, 3), name="conv", **shape), keras.layers.Flatten(name="flatten"), keras.layers.Dense(4, name="dense")]
        model = keras.models.Sequential(([keras.Input((6, 6, 3))] if KERAS_3 else []) + layers)
        spread(model)
        return model

    @fixes("keras-0-layout", "Set the arrays layer by layer")
    def test_keras_0(self):
        model, other = self.convolution(), self.convolution()
        with h5py.File("old.h5", "w") as f:
            f.attrs["nb_layers"] = len(model.layers)
            for k, layer in enumerate(model.layers):
                weights = layer.get_weights()
                if weights and weights[0].ndim == 4:  # Theano: filters first, and turned by 180 degrees
                    weights[0] = np.transpose(weights[0][::-1, ::-1], (3, 2, 0, 1))
                group = f.create_group("layer_%d" % k)
                group.attrs["nb_params"] = len(weights)
                for p, value in enumerate(weights):
                    group["param_%d" % p] = value
        self.has_defect("old.h5")
        self.fix("old.h5", model=other)
        self.same_weights(model, other)

    @fixes("keras-1-layout", "Load it and save it in today's layout")
    def test_keras_1(self):
        model, other = sequential(), sequential()
        save_legacy(model, "old.h5")
        with h5py.File("old.h5", "a") as f:
            del f.attrs["keras_version"], f.attrs["backend"]
            for name in ("dense", "dense_1"):  # names as Keras 1 gave them
                f[name].attrs["weight_names"] = [(name + end).encode() for end in ("_W", "_b")]
                f[name][name + "_W"], f[name][name + "_b"] = f[name][name + "/0"], f[name][name + "/1"]
                del f[name][name]
        self.has_defect("old.h5")
        self.fix("old.h5", model=other)
        self.same_weights(model, other)
        self.is_sound("old-new.h5")
        again = sequential()
        again.load_weights("old-new.h5")
        self.same_weights(model, again)

    @fixes("theano-kernel-order", "Flip the kernels of one layer")
    def test_theano(self):
        model = self.convolution()
        for layer in model.layers:
            if layer.get_weights() and layer.get_weights()[0].ndim == 4:
                before = layer.get_weights()
                self.fix("model.h5", layer=layer)
                np.testing.assert_array_equal(before[0], np.rot90(layer.get_weights()[0], 2))
                np.testing.assert_array_equal(before[1], layer.get_weights()[1])

    @fixes("backslash-paths", "Write a copy with the right names", needs=("h5py",))
    def test_backslashes(self):
        layers = {"layers/dense": [np.ones((20, 8), "float32"), np.ones(8, "float32")], "layers/dense_1": [np.ones((8, 4), "float32"), np.ones(4, "float32")]}
        write_v3("good.weights.h5", layers)
        with h5py.File("good.weights.h5", "r") as good, h5py.File("bad.weights.h5", "w") as bad:
            bad.create_group("vars")
            for name in good["layers"]:
                good.copy("layers/" + name, bad, name="layers\\" + name)
        self.has_defect("bad.weights.h5")
        self.fix("bad.weights.h5")
        self.is_sound("fixed-bad.weights.h5")
        with h5py.File("good.weights.h5", "r") as good, h5py.File("fixed-bad.weights.h5", "r") as fixed:
            for layer in layers:
                np.testing.assert_array_equal(good[layer + "/vars/0"][()], fixed[layer + "/vars/0"][()])
        if READS_LAYERS:
            other = sequential()
            other.load_weights("fixed-bad.weights.h5")
            np.testing.assert_array_equal(np.ones((20, 8)), other.layers[0].get_weights()[0])

    @fixes("gapped-paths", "Number the groups again")
    def test_gaps(self):
        first, second = [np.full((20, 8), 1, "float32"), np.ones(8, "float32")], [np.full((8, 4), 2, "float32"), np.ones(4, "float32")]
        write_v3("bad.weights.h5", {"_layer_checkpoint_dependencies/dense": first, "_layer_checkpoint_dependencies/dense_2": second,
                                    "encoder/_layer_checkpoint_dependencies/sequential_2/_layer_checkpoint_dependencies/dense_2": second})
        self.has_defect("bad.weights.h5")
        self.fix("bad.weights.h5")
        self.is_sound("fixed-bad.weights.h5")
        with h5py.File("fixed-bad.weights.h5", "r") as fixed:
            np.testing.assert_array_equal(second[0], fixed["layers/dense_1/vars/0"][()])
            np.testing.assert_array_equal(second[0], fixed["encoder/layers/sequential/layers/dense/vars/0"][()])  # models inside, too
        if READS_LAYERS:
            other = sequential()
            other.load_weights("fixed-bad.weights.h5")
            np.testing.assert_array_equal(second[0], other.layers[-1].get_weights()[0])


class Models(SnippetCase):
    @fixes("model-in-subgroup", "Copy it into a file of its own")
    def test_subgroup(self):
        model, other = sequential(), sequential()
        model.save("m.h5")
        with h5py.File("m.h5", "r") as source, h5py.File("all.h5", "w") as target:
            group = target.create_group("experiment_7")
            for key, value in source.attrs.items():
                group.attrs[key] = value
            for name in source:
                source.copy(name, group)
        self.has_defect("all.h5")
        self.fix("all.h5", params={"group": "experiment_7"})
        self.is_sound("all-model.h5")
        other.load_weights("all-model.h5")
        self.same_weights(model, other)

    def wrapped(self):
        shape = {} if KERAS_3 else {"input_shape": (20,)}
        layers = [keras.layers.Dense(4, name="a", **shape), keras.layers.Dense(4, name="b"), keras.layers.Dense(4, name="c")]
        start = [keras.Input((20,))] if KERAS_3 else []
        inner = keras.models.Sequential(start + layers, name="model_1")
        inputs = keras.layers.Input((20,))
        wrapper = keras.models.Model(inputs, inner(inputs))
        spread(wrapper)
        return wrapper

    def inside_saved(self, path):
        wrapper, other = self.wrapped(), self.wrapped()
        names = ["%s/%s:0" % (layer, kind) for layer in "abc" for kind in ("kernel", "bias")]
        write_legacy("m.h5", {"input_1": [], "model_1": list(zip(names, wrapper.get_weights()))})
        self.has_defect("m.h5")
        self.fix("m.h5", wrapper=other, params={"inner": "model_1"})
        inner = self.wrapped().get_layer("model_1")
        inner.load_weights(path)
        self.same_weights(wrapper.get_layer("model_1"), inner)
        self.is_sound(path, "legacy-layout-named-weights-h5")

    @fixes("wrapper-model", "Load into the wrapper, save the inside")
    def test_wrapper(self):
        self.inside_saved("m-inner.weights.h5")

    @fixes("wrapper-model", "Load into the wrapper, save the inside, with Keras 2")
    def test_wrapper_with_keras_2(self):
        self.inside_saved("m-inner.h5")

    def around_a_frozen_model(self, frozen, in_time):
        layers = [keras.layers.Conv2D(3, 3, name="c1"), keras.layers.BatchNormalization(name="b1"),
                  keras.layers.Conv2D(4, 3, name="c2"), keras.layers.BatchNormalization(name="b2")]
        inputs = outputs = keras.layers.Input((8, 8, 3))
        for layer in layers:
            outputs = layer(outputs)
        inner = keras.models.Model(inputs, outputs, name="backbone")
        inputs = keras.layers.Input((2, 8, 8, 3) if in_time else (8, 8, 3))
        outer = keras.layers.TimeDistributed(inner, name="td") if in_time else inner
        model = keras.models.Model(inputs, outer(inputs))
        for i, layer in enumerate(layers):  # Keras 2.3 and before do not hand the model's own `trainable` on
            layer.trainable = i not in frozen
        spread(model)
        return model, layers

    @fixes("frozen-when-saved", "Freeze, load, unfreeze")
    def test_frozen(self):
        kinds = {"c": ("kernel", "bias"), "b": ("gamma", "beta", "moving_mean", "moving_variance")}
        for frozen in ((0, 1, 2, 3), (0, 1), (0, 1, 2), (1, 3), (0, 2)):
            for in_time in (False, True)[:1 if KERAS_3 and RELEASE < [3, 1] else 2]:  # Keras 3.0 puts no model into TimeDistributed
                (model, saved), (other, layers) = self.around_a_frozen_model(frozen, in_time), self.around_a_frozen_model((), in_time)
                name = "td" if in_time else "backbone"
                arrays = {id(weight): ("%s/%s:0" % (layer.name, kind), value) for layer in saved
                          for weight, kind, value in zip(layer.weights, kinds[layer.name[0]], layer.get_weights())}
                outer = model.get_layer(name)
                order = outer.trainable_weights + outer.non_trainable_weights
                write_legacy("m.h5", {"input_1": [], name: [arrays[id(weight)] for weight in order]})
                self.has_defect("m.h5")
                self.fix("m.h5", model=other)
                self.assertTrue(all(layer.trainable for layer in layers))
                for one, two in zip(*([weight for layer in of for weight in layer.get_weights()] for of in (saved, layers))):
                    np.testing.assert_array_equal(one, two)

    @fixes("auto-generated-names", "Load by order")
    def test_by_order(self):
        model, other = sequential(("dense_5", "dense_6")), sequential()
        model.save("m.h5")
        self.has_defect("m.h5")
        self.fix("m.h5", model=other)
        self.same_weights(model, other)

    @fixes("auto-generated-names", "Start counting from the beginning")
    def test_start_counting(self):
        if not KERAS_3:
            keras.layers.Dense(3, input_shape=(2,)), keras.layers.Dense(3)
        keras.layers.Dense(3)
        self.fix("m.h5")
        self.assertEqual("dense", keras.layers.Dense(3).name.replace("dense_1", "dense"))  # Keras up to 2.3 counts from 1

    def whole_model_next_time(self, path):
        model = sequential()
        save_legacy(model, "m.h5")
        self.has_defect("m.h5")
        self.fix("m.h5", model=model)
        self.same_weights(model, keras.models.load_model(path, compile=False))

    @fixes("weights-only-file", "Save a whole model next time")
    def test_whole_model(self):
        self.whole_model_next_time("m.keras")

    @fixes("weights-only-file", "Build the model, then load the weights")
    def test_weights_only(self):
        model, other = sequential(), sequential()
        save_legacy(model, "m.h5")
        self.has_defect("m.h5")
        self.fix("m.h5", model=other)
        self.same_weights(model, other)


if __name__ == "__main__":
    main()
