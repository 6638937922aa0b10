"""Runs the fixes for files of today's Keras on such files: quantized, sharded, LoRA, Orbax, moving averages."""
import inspect
import json
import os

from snippet_case import SnippetCase, X, Y, fixes, h5py, keras, main, np, sequential, spread


def quantized(mode="gptq"):
    """Layers that were quantized and never calibrated."""
    model = sequential()
    make = getattr(keras.quantizers, {"gptq": "GPTQConfig", "awq": "AWQConfig"}[mode])
    for layer in model.layers:
        layer.quantize(mode, config=make(dataset=None, tokenizer=None, group_size=4))
    return model


class Quantized(SnippetCase):
    @fixes("hollow-quantized", "Save the weights from before the quantization")
    def test_save_old_kernels(self):
        model = quantized()
        before = np.array(model(X))
        model.save_weights("m.weights.h5")
        self.has_defect("m.weights.h5")
        self.fix("m.weights.h5", model=model, make_model=sequential)
        self.is_sound("m-float.weights.h5")
        restored = sequential()
        restored.load_weights("m-float.weights.h5")
        np.testing.assert_allclose(before, np.array(restored(X)), rtol=1e-5)

    @fixes("hollow-quantized", "Quantize to int8 or int4 instead")
    def test_int8_instead(self):
        quantized().save_weights("m.weights.h5")
        self.has_defect("m.weights.h5")
        sequential().save_weights("float.weights.h5")
        self.fix("m.weights.h5", model=sequential())
        self.is_sound("m-int8.weights.h5")

    @fixes("quantized-incomplete", "Save the zero points beside it")
    def test_save_zero_points(self):
        model = quantized()
        model.save_weights("m.weights.h5")
        self.has_defect("m.weights.h5")
        self.fix("m.weights.h5", model=model)
        self.assertEqual(2, len(np.load("m-zero-points.npz").files))

    @fixes("quantized-incomplete", "Use a mode that is saved whole")
    def test_int4_instead(self):
        quantized().save_weights("m.weights.h5")
        self.has_defect("m.weights.h5")
        sequential().save_weights("float.weights.h5")
        self.fix("m.weights.h5", model=sequential())
        self.is_sound("m-int4.weights.h5")

    @fixes("quantized-other-version", "Save the weights before they are quantized")
    def test_float_first(self):
        model, other = sequential(), sequential()
        model.save_weights("float.weights.h5")
        model.quantize("int4")
        model.save_weights("m.weights.h5")
        self.has_defect("m.weights.h5")
        self.fix("m.weights.h5", model=other)
        self.same_weights(model, other)


class Lora(SnippetCase):
    @fixes("lora-included", "Load it into its model")
    def test_adapter(self):
        model = sequential()
        kernel, a, b = np.array(model.layers[0].kernel), np.ones((20, 2), "float32"), np.full((2, 8), 0.5, "float32")
        with h5py.File("m.lora.h5", "w") as f:  # as KerasHub's save_lora_weights writes it
            f["lora/vars/rank"] = 2
            f["lora/0/vars/lora_kernel_a"], f["lora/0/vars/lora_kernel_b"] = a, b
        self.has_defect("m.lora.h5")
        self.fix("m.lora.h5", backbone=model)
        np.testing.assert_allclose(kernel + a @ b, np.array(model.layers[0].kernel), rtol=1e-5)

    @fixes("lora-included", "Put the sums into another file")
    def test_sums(self):
        model = sequential()
        model.layers[0].enable_lora(2)
        spread(model)
        model.save_weights("plain.weights.h5")
        model.save("m.h5")
        self.has_defect("m.h5")
        self.fix("m.h5")
        with h5py.File("plain.weights.h5") as a, h5py.File("m.weights.h5") as b:
            np.testing.assert_allclose(a["layers/dense/vars/0"][()], b["layers/dense/vars/0"][()], rtol=1e-6)
        self.is_sound("m.weights.h5")


class Shards(SnippetCase):
    """Parts so small that a border runs through a layer."""

    def save_in_parts(self, model, size_bytes):
        if "max_shard_size" not in inspect.signature(model.save_weights).parameters:
            self.skipTest("no sharded saves in this Keras")
        model.save_weights("m.weights.json", max_shard_size=size_bytes / 1024 ** 3)

    def cut_index(self):
        model = sequential()
        self.save_in_parts(model, 650)
        with open("m.weights.json") as f:
            index = json.load(f)
        index["weight_map"] = {key: value if isinstance(value, str) else value[0] for key, value in index["weight_map"].items()}
        with open("m.weights.json", "w") as f:
            json.dump(index, f)
        return model

    @fixes("shard-index-incomplete", "Put the parts together into one file")
    def test_put_together(self):
        model, other = self.cut_index(), sequential()
        self.has_defect(".")
        self.fix("m.weights.json")
        other.load_weights("m-whole.weights.h5")
        self.same_weights(model, other)

    @fixes("shard-index-incomplete", "Save again with a newer Keras")
    def test_save_again(self):
        model, other = self.cut_index(), sequential()
        self.fix("m.weights.json", model=model)
        other.load_weights("m.weights.json")
        self.same_weights(model, other)

    @fixes("index-renamed", "Give the index its name back")
    def test_rename(self):
        model, other = sequential(), sequential()
        self.save_in_parts(model, 700)
        os.rename("m.weights.json", "best.weights.json")
        self.has_defect(".")
        with self.assertRaises(Exception):
            other.load_weights("best.weights.json")
        self.fix("best.weights.json", params={"original": "m.weights.json"})
        other.load_weights("m.weights.json")
        self.same_weights(model, other)


class Orbax(SnippetCase):
    def checkpoint(self):
        model = sequential()
        model.compile(optimizer="adam", loss="mse")
        model.fit(X, Y, epochs=1, verbose=0, callbacks=[keras.callbacks.OrbaxCheckpoint(directory=os.path.abspath("steps"), save_on_background=False)])
        self.has_defect("steps")
        return model

    @fixes("orbax-checkpoint", "Load the folder", needs=("keras", "h5py", "orbax.checkpoint"))
    def test_load(self):
        model = self.checkpoint()
        keras.backend.clear_session()  # as in a new program: the arrays are found by the model's name, too
        other = sequential()
        other.compile(optimizer="adam", loss="mse")
        self.fix("steps", params={"folder": "steps"}, model=other)
        self.same_weights(model, other)
        self.is_sound("steps.weights.h5")

    @fixes("orbax-checkpoint", "Keep the folder together", needs=(), programs=("tar",))
    def test_keep(self):
        os.makedirs("steps/1/pytree")
        open("steps/1/pytree/manifest.ocdbt", "w").close()
        self.fix("steps", params={"folder": "steps"})
        self.assertGreater(os.path.getsize("checkpoint.tar.gz"), 20)


class Averages(SnippetCase):
    @fixes("optimizer-included", "Put the moving averages into the model")
    def test_averages(self):
        def compiled():
            model = sequential()
            model.compile(optimizer=keras.optimizers.Adam(0.1, use_ema=True, ema_momentum=0.5), loss="mse")
            return model
        model, other = compiled(), compiled()
        for _ in range(3):
            model.train_on_batch(X, Y)
        model.save_weights("m.weights.h5")
        self.has_defect("m.weights.h5")
        other.train_on_batch(X, Y)  # builds the optimizer
        raw = [w.copy() for w in model.get_weights()]
        self.fix("m.weights.h5", model=other)
        for a, average, b in zip(raw, model.optimizer._model_variables_moving_average, other.get_weights()):
            np.testing.assert_allclose(np.array(average), b, rtol=1e-5)
            self.assertGreater(float(np.abs(a - b).max()), 0)


if __name__ == "__main__":
    main()
