"""Runs the fixes for suspicious values on files that hold such values."""
import os
import unittest

from snippet_case import KERAS_3, X, Y, SnippetCase, fixes, h5py, keras, main, np, sequential, spread, weights_name


def normalised():
    """Dense, BatchNormalization, Dense."""
    shape = {} if KERAS_3 else {"input_shape": (20,)}
    layers = [keras.layers.Dense(8, name="dense", **shape), keras.layers.BatchNormalization(name="bn"), keras.layers.Dense(4, name="dense_1")]
    model = keras.models.Sequential(([keras.Input((20,))] if KERAS_3 else []) + layers)
    spread(model)
    return model


class Values(SnippetCase):
    def saved_with(self, model, change):
        """Saves the model with changed weights and lets Weighbridge look; returns the path."""
        for layer in model.layers:
            layer.set_weights([change(layer.name, k, w) for k, w in enumerate(layer.get_weights())])
        path = weights_name("bad")
        model.save_weights(path)
        self.has_defect(path)
        return path

    def trained_again(self, value, saves=None):
        path = self.saved_with(sequential(), lambda layer, k, w: np.full_like(w, value) if w.ndim == 2 else w)
        model = sequential()
        before = model.get_weights()
        self.fix(path, model=model, x=X, y=Y)
        self.assertTrue(all(np.isfinite(w).all() for w in model.get_weights()))
        self.assertTrue(any((a != b).any() for a, b in zip(before, model.get_weights())))
        if saves:
            other = sequential()
            other.load_weights(saves)
            self.same_weights(model, other)
            self.is_sound(saves)
            self.is_sound(saves, "legacy-layout-named-weights-h5")

    @fixes("nan-weights", "Train again, with the brakes on")
    def test_brakes(self):
        self.trained_again(np.nan, "best.weights.h5")

    @fixes("nan-weights", "Train again, with the brakes on, with tf.keras")
    def test_brakes_with_tf_keras(self):
        self.trained_again(np.nan, "best.h5")

    @fixes("inf-weights", "Train again with clipped gradients")
    def test_clipped(self):
        self.trained_again(np.inf)

    @fixes("nan-weights", "Repair moving statistics only")
    def test_repair(self):
        model = normalised()
        good = model.get_weights()
        path = self.saved_with(model, lambda layer, k, w: np.full_like(w, np.nan) if layer == "bn" and k >= 2 else w)
        other = normalised()
        other.load_weights(path)
        self.fix(path, model=other)
        self.assertTrue(all(np.isfinite(w).all() for w in other.get_weights()))
        mean, variance = other.get_layer("bn").get_weights()[2:]
        np.testing.assert_array_equal([np.zeros(8), np.ones(8)], [mean, variance])
        np.testing.assert_array_equal(good[0], other.layers[-3].get_weights()[0])
        np.testing.assert_array_equal(good[2], other.get_layer("bn").get_weights()[0])

    @fixes("dead-batchnorm", "Set what is below 0 to 0")
    def test_clip(self):
        def two_below(layer, k, w):
            if layer == "bn" and k == 3:
                w[1], w[5] = -0.0625, -0.0039
            return w
        model = normalised()
        path = self.saved_with(model, two_below)
        other = normalised()
        other.load_weights(path)
        self.assertTrue(np.isnan(other.predict(X, verbose=0)).any())
        before, variance_before = other.get_weights(), other.get_layer("bn").get_weights()[3]
        self.fix(path, model=other)
        self.assertTrue(np.isfinite(other.predict(X, verbose=0)).all())
        variance = other.get_layer("bn").get_weights()[3]
        self.assertEqual([0, 0], [variance[1], variance[5]])
        np.testing.assert_array_equal(variance[variance_before >= 0], variance_before[variance_before >= 0])
        self.assertEqual(1, sum((a != b).any() for a, b in zip(before, other.get_weights())))

    @fixes("dead-batchnorm", "Estimate the statistics anew")
    def test_estimate(self):
        model = normalised()
        path = self.saved_with(model, lambda layer, k, w: np.zeros_like(w) if layer == "bn" and k == 3 else w)
        draw = np.random.RandomState(7)
        batches = [draw.normal(1, 1, (32, 20)).astype("float32") for _ in range(400)]
        self.fix(path, model=model, batches=batches)
        kernel, bias = model.layers[-3].get_weights()
        mean, variance = model.get_layer("bn").get_weights()[2:]
        np.testing.assert_allclose(mean, kernel.sum(axis=0) + bias, atol=0.6)
        np.testing.assert_allclose(variance, (kernel ** 2).sum(axis=0), rtol=0.35)

    @fixes("all-zero-kernel", "Look before you save")
    def test_zeros(self):
        model = sequential()
        path = self.saved_with(model, lambda layer, k, w: np.zeros_like(w) if layer == "dense_1" and k == 0 else w)
        self.assertEqual("all zeros: dense_1 (8, 4)", self.fix(path, model=model)["printed"].strip())

    @fixes("constant-tensor", "Initialise the layers anew and train")
    def test_constant(self):
        model = sequential()
        path = self.saved_with(model, lambda layer, k, w: np.full_like(w, 0.5) if w.ndim == 2 else w)
        fresh = self.fix(path, model=model, x=X, y=Y)["fresh"]
        fresh.save_weights(weights_name("fresh"))
        self.is_sound(weights_name("fresh"))
        self.assertTrue(all(len(np.unique(w)) > 1 for w in fresh.get_weights() if w.ndim == 2))

    @fixes("huge-values", "Find the values")
    def test_huge(self):
        def two_huge(layer, k, w):
            if layer == "dense" and k == 0:
                w[0, 0], w[1, 1] = 1e30, -1e20
            return w
        path = self.saved_with(sequential(), two_huge)
        printed = self.fix(path)["printed"].strip().splitlines()
        self.assertEqual(1, len(printed))
        self.assertTrue(printed[0].endswith(" 2 of 160"), printed)

    @fixes("duplicate-tensors", "Compare the two arrays")
    def test_duplicates(self):
        shape = {} if KERAS_3 else {"input_shape": (12,)}
        layers = [keras.layers.Dense(12, name="one", **shape), keras.layers.Dense(12, name="two"), keras.layers.Dense(12, name="three")]
        model = keras.models.Sequential(([keras.Input((12,))] if KERAS_3 else []) + layers)
        spread(model)
        first = model.layers[-3].get_weights()[0]
        path = self.saved_with(model, lambda layer, k, w: first if layer == "three" and k == 0 else w)
        self.assertEqual("one equals three", self.fix(path, model=model)["printed"].strip())

    def trained(self, path):
        model = sequential()
        draw = np.random.RandomState(3)
        fresh = [draw.uniform(-1, 1, w.shape).astype("float32") * np.sqrt(6.0 / sum(w.shape)) if w.ndim == 2 else np.zeros_like(w) for w in model.get_weights()]
        model.set_weights(fresh)
        model.compile("sgd", "mse")
        model.save_weights(path)
        self.has_defect(path)
        self.fix(path, model=model, x=X, y=Y)
        other = sequential()
        other.load_weights(path)
        self.same_weights(model, other)
        self.is_sound(path)

    @fixes("never-trained", "Save the object that was trained")
    def test_trained(self):
        self.trained("m.weights.h5")

    @fixes("never-trained", "Save the object that was trained, with tf.keras or Keras 2")
    def test_trained_with_keras_2(self):
        self.trained("m.h5")


if __name__ == "__main__":
    main()
