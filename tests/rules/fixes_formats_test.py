"""Runs the fixes for files that are no weight files. What would come over the network comes from a server on this machine."""
import http.server
import json
import os
import pickle
import tarfile
import threading
import zipfile

from snippet_case import KERAS_3, SnippetCase, fixes, h5py, main, module, np, read_bytes, sequential, write_bytes


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


class Downloads(SnippetCase):
    """The snippet's address is turned into one on this machine; the file there is the real one."""

    def from_here(self, bad, address):
        os.mkdir("there")
        write_bytes("there/m.h5", b"\x89HDF\r\n\x1a\n and more")
        write_bytes("m.h5", bad)
        self.has_defect("m.h5")
        before = os.getcwd()
        os.chdir("there")
        server = http.server.HTTPServer(("127.0.0.1", 0), Quiet)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        os.chdir(before)
        here = "http://127.0.0.1:%d" % server.server_port
        try:
            # http.server looks in the current folder
            self.fix("m.h5", change=lambda code: code.replace(address, here + "/there"))
            self.assertEqual(b"\x89HDF\r\n\x1a\n and more", read_bytes("m.h5"))
            os.remove("there/m.h5")
            with self.assertRaises(Exception):  # a missing file must not be written as a page of text
                self.fix("m.h5", change=lambda code: code.replace(address, here + "/there"))
            self.assertEqual(b"\x89HDF\r\n\x1a\n and more", read_bytes("m.h5"))
        finally:
            server.shutdown()
            server.server_close()

    @fixes("json-error", "Download again, and stop on errors", needs=(), programs=("curl",))
    def test_json(self):
        self.from_here(b'{"message": "Not Found"}', "https://example.org")

    @fixes("json-error", "The same in Python", needs=("requests",))
    def test_json_in_python(self):
        self.from_here(b'{"message": "Not Found"}', "https://example.org")

    @fixes("xml-error", "Download again, and stop on errors", needs=(), programs=("curl",))
    def test_xml(self):
        self.from_here(b'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code></Error>', "https://example.org")

    @fixes("text-mode-mangled", "Download it as bytes", needs=("requests",))
    def test_bytes(self):
        self.from_here(b"\x89HDF\n\x1a\n" + b"\0" * 800, "https://example.org")


class Formats(SnippetCase):
    def unpacked(self, module_name):
        content = b"\x89HDF\r\n\x1a\n" + b"weights" * 100
        with module(module_name).open("m.h5", "wb") as f:
            f.write(content)
        self.has_defect("m.h5")
        self.fix("m.h5")
        self.assertEqual(content, read_bytes("unpacked-m.h5"))
        packed = "w.h5." + {"gzip": "gz", "bz2": "bz2", "lzma": "xz"}[module_name]  # Keras goes by the ending
        os.rename("m.h5", packed)
        if self.findings(packed) is not None:
            self.fix(packed)
            self.assertEqual(content, read_bytes("unpacked-w.h5"))

    @fixes("compressed-file", "Unpack gzip", needs=())
    def test_gzip(self):
        self.unpacked("gzip")

    @fixes("compressed-file", "Unpack bzip2", needs=())
    def test_bzip2(self):
        self.unpacked("bz2")

    @fixes("compressed-file", "Unpack xz", needs=("lzma",))
    def test_xz(self):
        self.unpacked("lzma")

    @fixes("compressed-file", "Unpack tar", needs=())
    def test_tar(self):
        if not hasattr(tarfile, "data_filter"):
            self.skipTest("this Python's tarfile has no filters; Python 3.8.17 and newer have")
        write_bytes("m.h5", b"weights")
        with tarfile.open("t.h5", "w") as archive:
            archive.add("m.h5")
        self.has_defect("t.h5")
        self.fix("t.h5")
        self.assertEqual(b"weights", read_bytes("t-unpacked/m.h5"))

    @fixes("compressed-file", "Unpack with 7-Zip", needs=(), programs=("7z",))
    def test_7z(self):
        write_bytes("inside.h5", b"weights" * 100)
        self.assertEqual(0, os.system("7z a -t7z m.7z inside.h5 >/dev/null"))
        os.rename("m.7z", "m.h5"), os.remove("inside.h5")
        self.has_defect("m.h5")
        self.fix("m.h5")
        self.assertEqual(b"weights" * 100, read_bytes("inside.h5"))

    @fixes("foreign-hdf5", "See what is in it", needs=("h5py",))
    def test_foreign(self):
        with h5py.File("m.h5", "w") as f:
            f.attrs["PYTABLES_FORMAT_VERSION"] = "2.1"
            f["df/block0_values"] = np.ones((3, 2))
        self.has_defect("m.h5")
        printed = self.fix("m.h5")["printed"]
        self.assertIn("df/block0_values (3, 2)", printed)
        self.assertIn("PYTABLES_FORMAT_VERSION", printed)

    @fixes("other-format", "Use the arrays of a pickle")
    def test_pickle(self):
        model, other = sequential(), sequential()
        with open("m.pkl", "wb") as f:
            pickle.dump(model.get_weights(), f)
        self.has_defect("m.pkl")
        self.fix("m.pkl", model=other)
        self.same_weights(model, other)

    @fixes("other-format", "Use the arrays of a NumPy file")
    def test_numpy(self):
        model, other = sequential(), sequential()
        np.savez("m.npz", *model.get_weights())
        self.has_defect("m.npz")
        self.fix("m.npz", model=other)
        self.same_weights(model, other)

    @fixes("other-format", "Use the arrays of a NumPy file that holds objects")
    def test_numpy_objects(self):
        model, other = sequential(), sequential()
        weights = np.empty(len(model.get_weights()), object)
        weights[:] = model.get_weights()
        np.save("m.npy", weights)
        self.has_defect("m.npy")
        self.fix("m.npy", model=other)
        self.same_weights(model, other)

    @fixes("other-format", "See what is in a PyTorch checkpoint", needs=("torch",))
    def test_torch(self):
        torch = module("torch")
        torch.save({"fc.weight": torch.ones(3, 2), "epoch": 4}, "m.pt")
        self.has_defect("m.pt")
        self.assertEqual(["fc.weight (3, 2)", "epoch ()"], self.fix("m.pt")["printed"].splitlines())
        torch.save({"fc.weight": torch.ones(3, 2)}, "old.pth", _use_new_zipfile_serialization=False)  # as before PyTorch 1.6
        self.assertEqual(["fc.weight (3, 2)"], self.fix("old.pth")["printed"].splitlines())

    @fixes("other-format", "See what is in a safetensors file", needs=("numpy", "safetensors"))
    def test_safetensors(self):
        module("safetensors.numpy").save_file({"fc.weight": np.ones((3, 2), "float32")}, "m.safetensors")
        self.has_defect("m.safetensors")
        self.assertEqual("fc.weight [3, 2]", self.fix("m.safetensors")["printed"].strip())

    def checkpoint(self, model):
        """The two files of a TensorFlow checkpoint."""
        if hasattr(model, "_in_multi_worker_mode") or not KERAS_3:
            model.save_weights("ckpt")  # tf.keras: this name means a checkpoint
        else:
            tf = module("tensorflow")
            tf.train.Checkpoint(kernel=tf.Variable(np.ones((20, 8), "float32"))).write("ckpt")
        self.has_defect("ckpt.index")

    @fixes("other-format", "Load a TensorFlow checkpoint and save it as HDF5")
    def test_checkpoint(self):
        model, other, again = sequential(), sequential(), sequential()
        self.checkpoint(model)
        self.fix("ckpt.data-00000-of-00001", model=other)
        self.same_weights(model, other)
        again.load_weights("ckpt.h5")
        self.same_weights(model, again)

    @fixes("other-format", "Read a TensorFlow checkpoint in Keras 3", needs=("keras", "tensorflow"))
    def test_checkpoint_in_keras_3(self):
        self.checkpoint(sequential())
        self.assertIn("[20, 8]", self.fix("ckpt.index")["printed"])

    def loads_beside_its_json(self):
        model = sequential()
        with open("m.json", "w") as f:
            f.write(model.to_json())
        self.has_defect("m.json")
        model.save_weights("m.weights.h5")
        self.same_weights(model, self.fix("m.json")["model"])

    @fixes("other-format", "Build the model, then load its weights")
    def test_json(self):
        self.loads_beside_its_json()

    @fixes("other-format", "Build the model in tf_keras, then load its weights")
    def test_json_in_tf_keras(self):
        self.loads_beside_its_json()

    @fixes("other-format", "Unpack the archive", needs=())
    def test_zip(self):
        with zipfile.ZipFile("z.zip", "w") as archive:
            archive.writestr("notes.txt", "weights")
        self.has_defect("z.zip")
        self.assertEqual("notes.txt", self.fix("z.zip")["printed"].strip())
        self.assertEqual(b"weights", read_bytes("z-unpacked/notes.txt"))

    @fixes("other-format", "Look at the first bytes", needs=())
    def test_first_bytes(self):
        write_bytes("m.gguf", b"GGUF\x03\0\0\0" + b"\0" * 100)
        self.has_defect("m.gguf")
        self.assertTrue(self.fix("m.gguf")["printed"].startswith("b'GGUF\\x03"))

    def converted(self, version="2.15.0"):
        """As tensorflowjs_converter 4.22.0 writes it: `--quantize_uint8` keeps a scale, and a kernel may be cut into several files."""
        kernel, bias = np.arange(6, dtype="float32").reshape(2, 3), np.array([0, 64, 255], "uint8")
        packed = {"dtype": "uint8", "scale": 0.5, "min": -1.0, "original_dtype": "float32"}
        weights = [{"name": "dense/kernel", "shape": [2, 3], "dtype": "float32"},
                   {"name": "dense/bias", "shape": [3], "dtype": "float32", "quantization": packed}]
        paths = ["group1-shard1of2.bin", "group1-shard2of2.bin"]
        layers = [{"class_name": "Dense", "config": {"name": "dense", "units": 3, "batch_input_shape": [None, 2]}}]
        topology = {"keras_version": version, "model_config": {"class_name": "Sequential", "config": {"name": "s", "layers": layers}}}
        with open("model.json", "w") as f:
            json.dump({"format": "layers-model", "modelTopology": topology, "weightsManifest": [{"paths": paths, "weights": weights}]}, f)
        data = kernel.tobytes() + bias.tobytes()
        write_bytes(paths[0], data[:10])
        write_bytes(paths[1], data[10:])
        self.has_defect("model.json")

    @fixes("other-format", "Read the arrays with NumPy", needs=("numpy",))
    def test_tensorflow_js(self):
        for version in ("2.15.0", "3.15.1"):
            with self.subTest(version):
                self.converted(version)
                done = self.fix("model.json")
                self.assertIn("dense/kernel (2, 3)", done["printed"])
                np.testing.assert_array_equal([-1, 31, 126.5], done["arrays"]["dense/bias"])


if __name__ == "__main__":
    main()
