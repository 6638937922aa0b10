"""Runs the fixes for damaged files, other formats and unusual content on such files."""
import os
import pathlib
import unittest
import zipfile

from snippet_case import SnippetCase, filled_arrays, h5py, keras, np, repack, sequential


class FixesForDamagedFiles(SnippetCase):
    def test_truncated(self):
        model = sequential()
        model.save_weights("whole.weights.h5")
        size = os.path.getsize("whole.weights.h5")
        with open("whole.weights.h5", "rb") as f, open("cut.weights.h5", "wb") as g:
            g.write(f.read(size - 8))
        with self.assertRaises(OSError):
            h5py.File("cut.weights.h5", "r")
        self.run_fix("truncated", "Fetch it again, and check the size", "cut.weights.h5")
        self.run_fix("truncated", "Save what can still be read", "cut.weights.h5")
        self.assertGreater(filled_arrays("rescued-cut.weights.h5"), 0)

    def test_truncated_zip(self):
        model, other = sequential(), sequential()
        model.save("m.keras")
        with zipfile.ZipFile("m.keras") as archive:
            end = archive.start_dir
        with open("m.keras", "rb") as f, open("cut.keras", "wb") as g:
            g.write(f.read(end))
        self.run_fix("truncated-zip", "Take out what is there", "cut.keras")
        os.rename("rescued-model.weights.h5", "rescued.weights.h5")
        other.load_weights("rescued.weights.h5")
        self.same_weights(model, other)
        self.run_fix("truncated-zip", "Save again under a temporary name, then rename", "cut.keras", model=model)

    def test_archives(self):
        model, other = sequential(), sequential()
        model.save("m.keras")
        repack("m.keras", "noweights.keras", lambda name: None if name.endswith(".h5") else name)
        repack("m.keras", "noconfig.keras", lambda name: None if name == "config.json" else name)
        repack("m.keras", "folder.keras", lambda name: "m/" + name)
        rebuilt = self.run_fix("archive-without-weights", "Rebuild the architecture", "noweights.keras")["model"]
        self.assertEqual(model.count_params(), rebuilt.count_params())
        self.run_fix("archive-without-weights", "Save it again, and look", "noweights.keras", model=model)
        self.run_fix("archive-without-config", "Take the weights out and load them", "noconfig.keras", model=other)
        self.same_weights(model, other)
        self.run_fix("rezipped-archive", "Pack it again without the folder", "folder.keras", params={"folder": "m"})
        self.same_weights(model, keras.models.load_model("repacked-folder.keras"))

    def test_corrupt(self):
        sequential().save_weights("m.weights.h5")
        data = bytearray(pathlib.Path("m.weights.h5").read_bytes())
        at = data.rindex(b"TREE")
        data[at:at + 4] = b"XXXX"
        pathlib.Path("m.weights.h5").write_bytes(data)
        self.run_fix("corrupt-structure", "Save what can still be read", "m.weights.h5")
        self.run_fix("corrupt-structure", "Compare with the original", "m.weights.h5")

    def test_mangled(self):
        sequential().save_weights("m.weights.h5")
        whole = pathlib.Path("m.weights.h5").read_bytes()
        pathlib.Path("m.weights.h5").write_bytes(whole.decode("latin-1").encode("utf-8"))
        self.run_fix("text-mode-mangled", "Undo the re-encoding", "m.weights.h5")
        self.assertEqual(whole, pathlib.Path("restored-m.weights.h5").read_bytes())
        plain = whole.replace(b"\r\n", b"\n")
        pathlib.Path("m.weights.h5").write_bytes(plain.replace(b"\n", b"\r\n"))
        self.run_fix("text-mode-mangled", "Undo the added CRs", "m.weights.h5")
        self.assertEqual(plain, pathlib.Path("restored-m.weights.h5").read_bytes())

    def test_junk_and_user_block(self):
        sequential().save_weights("m.weights.h5")
        whole = pathlib.Path("m.weights.h5").read_bytes()
        pathlib.Path("bom.weights.h5").write_bytes(b"\xef\xbb\xbf" + whole)
        self.run_fix("leading-junk", "Cut it out", "bom.weights.h5", params={"offset": "3"})
        self.assertEqual(whole, pathlib.Path("restored-bom.weights.h5").read_bytes())
        pathlib.Path("block.weights.h5").write_bytes(b"\0" * 512 + whole)
        self.run_fix("user-block", "Remove the block", "block.weights.h5")
        self.assertEqual(whole, pathlib.Path("plain-block.weights.h5").read_bytes())

    def test_killed_and_not_closed(self):
        model = sequential()
        model.save_weights("m.weights.h5")
        self.run_fix("writer-killed", "Save under a temporary name, then rename", "m.weights.h5", model=model)
        self.run_fix("writer-killed", "Look for a backup", "m.weights.h5")
        self.run_fix("not-closed", "Compare with the model", "m.weights.h5", model=model)

    # ---- other formats

    def test_compressed(self):
        import bz2
        import gzip
        import lzma
        import tarfile

        for title, module in (("Unpack gzip", gzip), ("Unpack bzip2", bz2), ("Unpack xz", lzma)):
            with module.open("m.h5", "wb") as f:
                f.write(b"weights")
            self.run_fix("compressed-file", title, "m.h5")
            self.assertEqual(b"weights", pathlib.Path("unpacked-m.h5").read_bytes())
        with tarfile.open("t.h5", "w") as archive:
            archive.add("m.h5")
        self.run_fix("compressed-file", "Unpack tar", "t.h5")
        self.assertTrue(os.path.exists("t-unpacked/m.h5"))

    def test_other_formats(self):
        import json
        import pickle

        model, other = sequential(), sequential()
        with open("m.pkl", "wb") as f:
            pickle.dump(model.get_weights(), f)
        self.run_fix("other-format", "Use the arrays of a pickle", "m.pkl", model=other)
        self.same_weights(model, other)
        np.savez("m.npz", *model.get_weights())
        other = sequential()
        self.run_fix("other-format", "Use the arrays of a NumPy file", "m.npz", model=other)
        self.same_weights(model, other)
        model.save_weights("m.weights.h5")
        pathlib.Path("m.json").write_text(model.to_json())
        self.assertIn("class_name", json.loads(model.to_json()))
        self.same_weights(model, self.run_fix("other-format", "Build the model, then load its weights", "m.json")["model"])
        self.run_fix("other-format", "Look at the first bytes", "m.json")
        with zipfile.ZipFile("z.zip", "w") as archive:
            archive.write("m.json")
        self.run_fix("other-format", "Unpack the archive", "z.zip")
        self.assertTrue(os.path.exists("z-unpacked/m.json"))

    def test_text(self):
        import base64

        pathlib.Path("m.h5").write_bytes(base64.b64encode(b"\x89HDF"))
        self.run_fix("text-file", "Turn base64 back into bytes", "m.h5")
        self.assertEqual(b"\x89HDF", pathlib.Path("restored-m.h5").read_bytes())
        self.run_fix("text-file", "Look at the first lines", "m.h5")
        pathlib.Path("s.h5").write_text("import os\n")
        self.run_fix("source-code", "Give the script its own name", "s.h5")
        self.assertTrue(os.path.exists("s.py"))

    def test_zeros(self):
        pathlib.Path("m.h5").write_bytes(b"\0" * 8 + b"x")
        self.run_fix("all-zero-bytes", "Compare with the original", "m.h5")
        self.run_fix("zeroed-blocks", "Look where the zeros end", "m.h5")
        self.run_fix("zeroed-blocks", "Look where zeros fill whole blocks", "m.h5")
        self.run_fix("zero-bytes", "Save to a local disk first, then copy", "m.h5", model=sequential())
        self.assertEqual(4, filled_arrays("m.weights.h5"))

    def test_checksum(self):
        with zipfile.ZipFile("m.keras", "w") as archive:
            archive.writestr("model.weights.h5", b"as it was saved")
        path = pathlib.Path("m.keras")
        path.write_bytes(path.read_bytes().replace(b"as it was saved", b"as it was SAVED"))
        with zipfile.ZipFile("m.keras") as archive, self.assertRaises(zipfile.BadZipFile):
            archive.read("model.weights.h5")
        self.run_fix("zip-checksum-mismatch", "Ask Python which part is hit", "m.keras")
        self.run_fix("zip-checksum-mismatch", "Take the part out as it is", "m.keras")
        self.assertEqual(b"as it was SAVED", pathlib.Path("rescued-model.weights.h5").read_bytes())

    # ---- unusual content

    def test_links(self):
        with h5py.File("m.h5", "w") as f:
            f["a"] = np.ones(3)
            f["soft"] = h5py.SoftLink("/a")
            f["outside"] = h5py.ExternalLink("other.h5", "/a")
            f.create_dataset("stored", (4,), "f4", external=[("raw.bin", 0, 16)])
            layout = h5py.VirtualLayout((3,), "f8")
            layout[:] = h5py.VirtualSource("other.h5", "a", (3,))
            f.create_virtual_dataset("virtual", layout)
            f.create_dataset("huge", (1 << 20, 1 << 20), "f4")
        self.run_fix("external-link", "List the links without following them", "m.h5")
        with h5py.File("m.h5", "a") as f:
            del f["outside"]
        self.run_fix("external-storage", "List them without reading", "m.h5")
        self.run_fix("virtual-dataset", "List the sources without reading them", "m.h5")
        self.run_fix("shape-bomb", "Show the sizes without reading", "m.h5")
        with h5py.File("s.h5", "w") as f:
            f["a"] = np.ones(3)
            f["soft"] = h5py.SoftLink("/a")
        self.run_fix("soft-link", "Replace the links by copies", "s.h5")
        with h5py.File("plain-s.h5", "r") as f:
            self.assertIsInstance(f.get("soft", getlink=True), h5py.HardLink)
            np.testing.assert_array_equal(f["soft"][()], np.ones(3))

    def test_bfloat16(self):
        import ml_dtypes

        value = np.array([[1.5, -2.0]], ml_dtypes.bfloat16)
        with h5py.File("m.h5", "w") as f:
            f["dense/kernel"] = value.view("V2")
            f["dense/bias"] = np.ones(2, "float32")
            f.attrs["layer_names"] = ["dense"]
        self.run_fix("bfloat16", "Write a copy in float32", "m.h5")
        with h5py.File("float32-m.h5", "r") as f:
            np.testing.assert_array_equal(f["dense/kernel"][()], value.astype("float32"))
            np.testing.assert_array_equal(f["dense/bias"][()], np.ones(2))

    def test_archive_lists(self):
        sequential().save("m.keras")
        self.run_fix("zip-bomb", "List the sizes without unpacking", "m.keras")
        self.run_fix("path-escape", "List the names without unpacking", "m.keras")
        self.run_fix("embedded-pickle", "Save with the ordinary format", "m.keras", model=sequential())

    def test_notes(self):
        model = sequential()
        model.compile("sgd")
        model.save_weights("m.weights.h5")
        self.run_fix("optimizer-included", "Write a copy without the optimizer", "m.weights.h5")
        with h5py.File("m.weights.h5", "r") as whole, h5py.File("small-m.weights.h5", "r") as small:
            self.assertIn("optimizer", whole)
            self.assertNotIn("optimizer", small)
        other = sequential()
        other.load_weights("small-m.weights.h5")
        self.same_weights(model, other)
        model.save("m.h5")
        self.run_fix("weights-only-file", "Save a whole model next time", "m.h5", model=model)
        self.run_fix("lambda-code", "Load only the weights", "m.h5", model=sequential())
        self.run_fix("auto-generated-names", "Load by order", "m.h5", model=sequential())
        self.run_fix("auto-generated-names", "Start counting from the beginning", "m.h5")

    def test_wrapper(self):
        inner = keras.Sequential([keras.Input((20,)), keras.layers.Dense(4), keras.layers.Dense(4)], name="model_1")
        wrapper = keras.Sequential([keras.Input((20,)), inner])
        wrapper.save("m.h5")
        self.run_fix("wrapper-model", "Load into the wrapper, save the inside", "m.h5", wrapper=wrapper, params={"inner": "model_1"})
        self.assertEqual(4, filled_arrays("m-inner.weights.h5"))


if __name__ == "__main__":
    unittest.main()
