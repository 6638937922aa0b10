"""Runs the fixes for mangled, cut and damaged files on such files."""
import json
import os
import subprocess
import sys
import zipfile

from snippet_case import (COMMAND, KERAS_3, KNOWS_V3, SnippetCase, filled_arrays, fixes, h5py, keras, main, np, read_bytes, sequential,
                          write_bytes, write_v3)


def write_whole(path):
    """A v3 file of two filled layers; returns its bytes."""
    write_v3(path, {layer: [np.full((20, 8), 3, "float32"), np.ones(8, "float32")] for layer in ("layers/dense", "layers/dense_1")})
    return read_bytes(path)


class Cut(SnippetCase):
    @fixes("truncated", "Fetch it again, and check the size", needs=("h5py",))
    def test_size(self):
        whole = write_whole("m.weights.h5")
        write_bytes("cut.weights.h5", whole[:len(whole) // 2])
        self.has_defect("cut.weights.h5")
        self.assertEqual("%d bytes" % (len(whole) // 2), self.fix("cut.weights.h5")["printed"].strip())

    @fixes("truncated", "Save what can still be read", needs=("h5py",))
    def test_rescue(self):
        write_v3("m.weights.h5", {"layers/dense": [np.full((20, 8), 3, "float32"), np.ones(8, "float32")],
                                  "layers/normalization": [np.ones(8, "float32"), np.ones(8, "float32"), np.array(7, "int64")],
                                  "layers/dense_1": [np.ones((8, 4), "float32"), np.ones(4, "float32")]})
        whole = read_bytes("m.weights.h5")
        write_bytes("cut.weights.h5", whole[:-8])
        self.has_defect("cut.weights.h5")
        with self.assertRaises((OSError, IOError)):
            h5py.File("cut.weights.h5", "r")
        self.fix("cut.weights.h5")
        with h5py.File("rescued-cut.weights.h5", "r") as f:
            np.testing.assert_array_equal(np.full((20, 8), 3, "float32"), f["layers/dense/vars/0"][()])
            self.assertEqual(7, f["layers/normalization/vars/2"][()])  # a scalar has no shape
        self.assertGreaterEqual(filled_arrays("rescued-cut.weights.h5"), 6)
        if hasattr(h5py.h5d.DatasetID, "get_num_chunks"):  # h5py 3
            with h5py.File("packed.weights.h5", "w") as f:
                f.create_dataset("layers/dense/vars/0", data=np.full((400, 8), 5, "float32"), chunks=(100, 8), compression="gzip")
                f["layers/dense_1/vars/0"] = np.ones((400, 8), "float32")
            write_bytes("packed.weights.h5", read_bytes("packed.weights.h5")[:-8])
            self.fix("packed.weights.h5")
            with h5py.File("rescued-packed.weights.h5", "r") as f:
                np.testing.assert_array_equal(np.full((400, 8), 5, "float32"), f["layers/dense/vars/0"][()])
        if keras and os.path.exists(COMMAND):
            self.loads_what_is_whole(*self.cut_save("whole.h5"))
            if KNOWS_V3:
                self.loads_what_is_whole(*self.cut_save("whole.weights.h5"))

    def wide(self):
        first = {} if KERAS_3 else {"input_shape": (20,)}
        layers = [keras.layers.Dense(200, name="first", **first), keras.layers.Dense(100, name="second")]
        model = keras.models.Sequential([keras.Input((20,))] + layers if KERAS_3 else layers)
        model.set_weights([np.random.RandomState(len(w)).uniform(1, 2, w.shape) for w in model.get_weights()])
        return model

    def cut_save(self, name):
        """The real save of a model, cut within its second layer, and the model."""
        model = self.wide()
        (model.save_weights if name.endswith(".weights.h5") else model.save)(name)
        whole = read_bytes(name)
        for end in range(len(whole) - 1024, 20 * 200 * 4, -4096):
            write_bytes("cut-" + name, whole[:end])
            done = subprocess.run([COMMAND, "--json", "cut-" + name], stdout=subprocess.PIPE)
            if "1 of the 2 layers that need weights" in json.loads(done.stdout.decode())["verdict"]["headline"]:
                return "cut-" + name, model
        self.fail("no cut is within the second layer")

    def loads_what_is_whole(self, name, model):
        """By the call that the snippet prints at its end."""
        self.has_defect(name)
        printed = self.fix(name)["printed"]
        other = self.wide()
        other.set_weights([w + 1 for w in other.get_weights()])
        before = other.get_weights()
        told, call = printed.splitlines()[-1].split(": ", 1)
        self.assertEqual("With your model", told)
        exec(call, {"model": other})
        for layer in (0, 1):  # kernel and bias of the first layer
            np.testing.assert_array_equal(model.get_weights()[layer], other.get_weights()[layer])
        for layer in (2, 3):  # the second one keeps what it had
            np.testing.assert_array_equal(before[layer], other.get_weights()[layer])
        self.is_sound(call.split('"')[1], "corrupt-structure")

    @fixes("truncated", "Remove the half file from Keras' cache", needs=())
    def test_cache(self):
        os.makedirs("home/.keras/models")
        write_bytes("home/.keras/models/cut.h5", b"\x89HDF\r\n\x1a\n")
        self.fix("cut.h5", env=dict(os.environ, HOME=os.path.abspath("home")), input="y\n")
        self.assertEqual([], os.listdir("home/.keras/models"))

    def cut_archive(self):
        model = sequential()
        model.save("m.keras")
        with zipfile.ZipFile("m.keras") as archive:
            end = archive.start_dir
        write_bytes("cut.keras", read_bytes("m.keras")[:end])
        self.has_defect("cut.keras")
        return model

    @fixes("truncated-zip", "Take out what is there", needs=("h5py",))
    def test_archive(self):
        whole = write_whole("model.weights.h5")
        with zipfile.ZipFile("m.keras", "w") as archive:
            archive.writestr("metadata.json", "{}"), archive.writestr("config.json", "{}"), archive.write("model.weights.h5")
            end = archive.fp.tell()
        write_bytes("cut.keras", read_bytes("m.keras")[:end])
        self.has_defect("cut.keras")
        self.fix("cut.keras")
        self.assertEqual(whole, read_bytes("rescued-model.weights.h5"))

    @fixes("truncated-zip", "Save again under a temporary name, then rename")
    def test_archive_again(self):
        model = self.cut_archive()
        self.fix("cut.keras", model=model)
        self.is_sound("cut.keras")
        self.same_weights(model, keras.models.load_model("cut.keras"))


class Mangled(SnippetCase):
    @fixes("text-mode-mangled", "Undo the re-encoding", needs=("h5py",))
    def test_encoding(self):
        whole = write_whole("m.weights.h5")
        write_bytes("m.weights.h5", whole.decode("latin-1").encode("utf-8"))
        self.has_defect("m.weights.h5")
        self.fix("m.weights.h5")
        self.assertEqual(whole, read_bytes("restored-m.weights.h5"))

    @fixes("text-mode-mangled", "Undo the added CRs", needs=("h5py",))
    def test_line_ends(self):
        plain = write_whole("m.weights.h5").replace(b"\r\n", b"\n")
        write_bytes("m.weights.h5", plain.replace(b"\n", b"\r\n"))
        self.has_defect("m.weights.h5")
        self.fix("m.weights.h5")
        self.assertEqual(plain, read_bytes("restored-m.weights.h5"))

    @fixes("text-mode-mangled", "Tell git that these files are binary", needs=(), programs=("git",))
    def test_git_attributes(self):
        self.fix("m.h5")
        os.system("git init -q .")
        with os.popen("git check-attr binary m.h5 m.keras m.txt") as answer:
            self.assertEqual("m.h5: binary: set\nm.keras: binary: set\nm.txt: binary: unspecified\n", answer.read())

    @fixes("leading-junk", "Cut it out", needs=("h5py",))
    def test_leading(self):
        whole = write_whole("m.weights.h5")
        write_bytes("bom.weights.h5", b"\xef\xbb\xbf" + whole)
        self.has_defect("bom.weights.h5")
        self.fix("bom.weights.h5", params={"offset": "3"})
        self.assertEqual(whole, read_bytes("restored-bom.weights.h5"))

    @fixes("user-block", "Remove the block", needs=("h5py",))
    def test_user_block(self):
        whole = write_whole("m.weights.h5")
        write_bytes("block.weights.h5", b"\0" * 512 + whole)
        self.has_defect("block.weights.h5")
        self.fix("block.weights.h5")
        self.assertEqual(whole, read_bytes("plain-block.weights.h5"))

    def wrecked(self):
        """A file in which the table of one group cannot be read."""
        whole = write_whole("m.weights.h5")
        at = whole.rindex(b"TREE")
        write_bytes("m.weights.h5", whole[:at] + b"XXXX" + whole[at + 4:])
        self.has_defect("m.weights.h5")
        return whole

    @fixes("corrupt-structure", "Save what can still be read", needs=("h5py",))
    def test_wrecked(self):
        self.wrecked()
        printed = self.fix("m.weights.h5")["printed"]
        self.assertIn("HDF5 cannot read:", printed)
        self.assertEqual(4, filled_arrays("rescued-m.weights.h5"))
        with h5py.File("rescued-m.weights.h5", "r") as f:
            np.testing.assert_array_equal(np.full((20, 8), 3, "float32"), f["layers/dense_1/vars/0"][()])
        # The mark at the beginning is gone, and with it the root: HDF5 opens nothing.
        whole = write_whole("n.weights.h5")
        write_bytes("n.weights.h5", b"\0" * 512 + whole[512:])
        self.has_defect("n.weights.h5")
        self.assertIn("HDF5 stopped:", self.fix("n.weights.h5")["printed"])
        self.assertEqual(4, filled_arrays("rescued-n.weights.h5"))

    def digest(self, whole):
        import hashlib
        self.assertEqual(hashlib.sha256(read_bytes("m.weights.h5")).hexdigest(), self.fix("m.weights.h5")["printed"].strip())
        self.assertNotEqual(hashlib.sha256(whole).hexdigest(), self.fix("m.weights.h5")["printed"].strip())

    @fixes("corrupt-structure", "Compare with the original", needs=("h5py",))
    def test_wrecked_digest(self):
        self.digest(self.wrecked())

    @fixes("all-zero-bytes", "Compare with the original", needs=())
    def test_zeros_digest(self):
        write_bytes("m.weights.h5", b"\0" * 2048)
        self.has_defect("m.weights.h5")
        self.digest(b"weights")

    @fixes("zeroed-blocks", "Look where the zeros end", needs=("h5py",))
    def test_zeroed(self):
        whole = write_whole("m.weights.h5")
        write_bytes("m.weights.h5", b"\0" * 512 + whole[512:])
        self.has_defect("m.weights.h5")
        printed = self.fix("m.weights.h5")["printed"].split()
        self.assertEqual(("zero", "bytes", str(len(whole))), (printed[1], printed[2], printed[-1]))
        self.assertTrue(whole[int(printed[0])] and int(printed[0]) >= 512)

    @fixes("zeroed-blocks", "Look where zeros fill whole blocks", needs=("h5py",))
    def test_zeroed_blocks(self):
        write_v3("m.weights.h5", {"layers/dense_%d" % k: [np.full((64, 64), 0.5 + k, "float32")] for k in range(1, 5)})
        whole = read_bytes("m.weights.h5")
        write_bytes("m.weights.h5", whole[:20480] + b"\0" * 8192 + whole[28672:])
        printed = self.fix("m.weights.h5")["printed"]
        self.assertEqual(["zeros from 20480 to 24576", "zeros from 24576 to 28672"], printed.splitlines())

    def changed_member(self):
        """An archive in which the bytes of one member are not those that its checksum was made of."""
        with zipfile.ZipFile("m.keras", "w") as archive:
            archive.writestr("metadata.json", "{}"), archive.writestr("config.json", "{}")
            archive.writestr("model.weights.h5", write_whole("whole.weights.h5"))
        write_bytes("m.keras", read_bytes("m.keras").replace(np.full(8, 3, "float32").tobytes(), np.full(8, 4, "float32").tobytes(), 1))
        self.has_defect("m.keras")
        with zipfile.ZipFile("m.keras") as archive, self.assertRaises(zipfile.BadZipFile):
            archive.read("model.weights.h5")

    @fixes("zip-checksum-mismatch", "Ask Python which part is hit", needs=("h5py",))
    def test_checksum(self):
        self.changed_member()
        self.assertEqual("model.weights.h5", self.fix("m.keras")["printed"].strip())

    @fixes("zip-checksum-mismatch", "Take the part out as it is", needs=("h5py",))
    def test_changed_member(self):
        self.changed_member()
        self.fix("m.keras")
        with h5py.File("rescued-model.weights.h5", "r") as f:
            np.testing.assert_array_equal([4] * 8, f["layers/dense/vars/0"][0])


class Killed(SnippetCase):
    def leave_half(self, path, flush):
        """A real writer, stopped before it closed the file."""
        code = ("import os, h5py\nf = h5py.File({!r}, 'w')\nfor k in range(20): f['layers/dense_%d/vars/0' % k] = [[0.5 * k, 1.5]] * 200\n"
                "{}\nos._exit(1)").format(path, "f.flush()" if flush else "")
        subprocess.call([sys.executable, "-c", code])
        self.has_defect(path)

    def saved_anew(self, file, path):
        self.leave_half(file, flush=False)
        model, other = sequential(), sequential()
        self.fix(file, model=model)
        other.load_weights(path)
        self.same_weights(model, other)
        self.is_sound(path)
        self.assertEqual([path], os.listdir("."))

    @fixes("writer-killed", "Save under a temporary name, then rename")
    def test_save_and_rename(self):
        self.saved_anew("m.weights.h5", "m.weights.h5")

    @fixes("writer-killed", "Save under a temporary name, then rename, with Keras 2")
    def test_save_and_rename_with_keras_2(self):
        self.saved_anew("m.h5", "m.h5")

    @fixes("writer-killed", "Look for a backup", needs=("h5py",))
    def test_backup(self):
        for name in ("m.weights.h5", "m.weights.h5.bkp", "other.bkp"):
            write_bytes(name, b"")
        printed = self.fix("m.weights.h5")["printed"]
        self.assertIn("'m.weights.h5.bkp'", printed)
        self.assertIn("'other.bkp'", printed)

    @fixes("not-closed", "Compare with the model")
    def test_not_closed(self):
        self.leave_half("m.weights.h5", flush=True)
        self.assertIn("20 arrays in the file; 4 in the model", self.fix("m.weights.h5", model=sequential())["printed"])

    @fixes("not-closed", "Take the flag back", needs=("h5py",), programs=("h5clear",))
    def test_clear(self):
        self.leave_half("m.weights.h5", flush=True)
        self.fix("m.weights.h5")
        self.is_sound("m.weights.h5")


if __name__ == "__main__":
    main()
