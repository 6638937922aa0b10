"""Runs fixes that can be printed for more than one container as printed for each: an HDF5 file, a .keras archive, an unzipped one, a save in parts.

Where the command is not built there is nothing that prints them, so the cases are skipped."""
import os
import zipfile

from snippet_case import COMMAND, SnippetCase, fixes, h5py, main, np, read_bytes, write_bytes, write_v3

ARRAYS = [np.sin(np.arange(160, dtype="float32")).reshape(20, 8), np.ones(8, "float32")] if np else []
LAYERS = {"layers/dense": ARRAYS, "layers/dense_1": [array + 3 for array in ARRAYS]}


class Containers(SnippetCase):
    def setUp(self):
        super().setUp()
        if not os.path.exists(COMMAND):
            self.skipTest("the command is not built")
        if h5py:
            write_v3("m.weights.h5", LAYERS)

    def in_each(self, check=None, says=None, rule=None):
        """Runs the snippet for every container; `check` gets the name that was given, `says` must be printed."""
        for name in self.in_containers("m.weights.h5"):
            with self.subTest(name):
                self.has_defect(name, rule)
                self.assertIsNotNone(self.as_printed(name), "not printed for " + name)
                with self.beside(name):
                    done = self.fix(name)
                    if says:
                        self.assertIn(says, done["printed"])
                    if check:
                        check(name)

    def written(self, prefix):
        """The copy that the snippet makes of an HDF5 file, an archive or a folder."""
        return {"m.weights.h5": prefix + "m.weights.h5", "boxed.keras": prefix + "boxed.weights.h5", "loose": prefix + "loose.weights.h5",
                "parted": prefix + "m_00001.weights.h5"}

    def check_copy(self, prefix, layers=LAYERS):
        def check(name):
            with h5py.File(self.written(prefix)[name], "r") as f:
                for layer, arrays in layers.items():
                    np.testing.assert_array_equal(arrays[0], f[layer + "/vars/0"][()])
        return check

    def replace(self, make):
        """Another array in place of the second layer's kernel."""
        with h5py.File("m.weights.h5", "a") as f:
            del f["layers/dense_1/vars/0"]
            make(f["layers/dense_1/vars"])

    @fixes("backslash-paths", "Write a copy with the right names", needs=("h5py",))
    def test_backslashes(self):
        with h5py.File("m.weights.h5", "a") as f:
            for layer in ("dense", "dense_1"):
                f.move("layers/" + layer, "layers\\" + layer)
            del f["layers"]
        self.in_each(self.check_copy("fixed-"))

    @fixes("gapped-paths", "Number the groups again, out of an archive", needs=("h5py",))
    def test_gaps(self):
        write_v3("m.weights.h5", {"_layer_checkpoint_dependencies/dense": ARRAYS, "_layer_checkpoint_dependencies/dense_2": ARRAYS})
        for name in self.in_containers("m.weights.h5")[1:3]:  # for a bare file there is another one
            with self.subTest(name), self.beside(name):
                self.fix(name)
                with h5py.File(self.written("fixed-")[name], "r") as f:
                    np.testing.assert_array_equal(ARRAYS[0], f["layers/dense_1/vars/0"][()])

    @fixes("missing-filter", "Write a copy without compression", needs=("h5py", "hdf5plugin"))
    def test_filter(self):
        import hdf5plugin

        self.replace(lambda group: group.create_dataset("0", data=ARRAYS[0], **hdf5plugin.Blosc()))
        self.in_each(self.check_copy("plain-", {"layers/dense": ARRAYS, "layers/dense_1": ARRAYS}))

    @fixes("bfloat16", "Write a copy in float32", needs=("h5py",))
    def test_bfloat16(self):
        bits = (ARRAYS[0].view("<u4") >> 16).astype("<u2")

        def make(group):
            group.create_dataset("0", data=bits.view("V2")).attrs["dtype"] = "bfloat16"
        self.replace(make)
        self.in_each(lambda name: self.assertEqual("float32", h5py.File(self.written("float32-")[name], "r")["layers/dense_1/vars/0"].dtype.name))

    @fixes("soft-link", "Replace the links by copies", needs=("h5py",))
    def test_soft_link(self):
        self.replace(lambda group: group.__setitem__("0", h5py.SoftLink("/layers/dense/vars/0")))
        self.in_each(lambda name: self.assertTrue(os.path.exists(self.written("plain-")[name])))

    @fixes("external-link", "List the links without following them", needs=("h5py",))
    def test_external_link(self):
        self.replace(lambda group: group.__setitem__("0", h5py.ExternalLink("elsewhere.h5", "/kernel")))
        self.in_each(says="elsewhere.h5")

    @fixes("external-storage", "List them without reading", needs=("h5py",))
    def test_external_storage(self):
        self.replace(lambda group: group.create_dataset("0", (20, 8), "float32", external=[("elsewhere.raw", 0, 640)]))
        self.in_each(says="elsewhere.raw")

    @fixes("virtual-dataset", "List the sources without reading them", needs=("h5py",))
    def test_virtual(self):
        layout = h5py.VirtualLayout((20, 8), "float32")
        layout[...] = h5py.VirtualSource("elsewhere.h5", "kernel", (20, 8))
        self.replace(lambda group: group.create_virtual_dataset("0", layout))
        self.in_each(says="elsewhere.h5")

    @fixes("huge-values", "Find the values", needs=("h5py",))
    def test_huge(self):
        self.replace(lambda group: group.create_dataset("0", data=ARRAYS[0] * np.float32(1e30)))
        self.in_each(says="layers/dense_1/vars/0")

    @fixes("never-written-dataset", "List the arrays that were never written", needs=("h5py",))
    def test_never_written(self):
        self.replace(lambda group: group.create_dataset("0", (20, 8), "float32"))
        self.in_each(says="layers/dense_1/vars/0 (20, 8)")

    @fixes("shape-bomb", "Show the sizes without reading", needs=("h5py",))
    def test_bomb(self):
        self.replace(lambda group: group.create_dataset("0", (60000, 60000), "float32", chunks=(64, 64)))
        self.in_each(says="(60000, 60000)")

    def never_closed(self):
        data = bytearray(read_bytes("m.weights.h5"))
        data[20] = 1
        write_bytes("m.weights.h5", bytes(data))
        self.model = type("Model", (), {"weights": [1, 2, 3, 4]})()

    @fixes("not-closed", "Compare with the model", needs=("h5py",))
    def test_not_closed(self):
        self.never_closed()
        for name in self.in_containers("m.weights.h5")[:3]:  # for a save in parts there is another one
            with self.subTest(name):
                self.has_defect(name)
                self.assertIn("4 arrays in the file", self.fix(name, model=self.model)["printed"])

    @fixes("not-closed", "Compare all parts with the model", needs=("h5py",))
    def test_not_closed_in_parts(self):
        self.never_closed()
        name = self.in_containers("m.weights.h5")[3]
        self.has_defect(name)
        with self.beside(name):
            self.assertIn("6 arrays in the parts", self.fix(name, model=self.model)["printed"])

    @fixes("optimizer-included", "Write a copy without the optimizer", needs=("h5py",))
    def test_optimizer(self):
        write_v3("m.weights.h5", dict(LAYERS, optimizer=[np.int64(3), np.float32(0.1)] + ARRAYS))
        for name in ("m.weights.h5", "loose"):  # for an archive there is another one
            self.in_containers("m.weights.h5") if name == "m.weights.h5" else None
            with self.subTest(name):
                self.fix(name)
                self.check_copy("small-")(name)

    @fixes("corrupt-structure", "Save what can still be read", needs=("h5py",))
    def test_corrupt(self):
        data = read_bytes("m.weights.h5")
        with h5py.File("m.weights.h5", "r") as f:
            at = h5py.h5o.get_info(f["layers/dense_1/vars/0"].id).addr
        write_bytes("m.weights.h5", data[:at] + b"\xff" * 16 + data[at + 16:])
        good = self.in_containers("m.weights.h5")
        # An archive that was changed behind Python's back: its checksum is that of the sound file.
        with zipfile.ZipFile("boxed.keras", "w") as archive:
            for part in ("config.json", "metadata.json"):
                archive.writestr(part, "{}")
            archive.writestr("model.weights.h5", data)
        packed = read_bytes("boxed.keras")
        start = packed.index(data)
        write_bytes("boxed.keras", packed[:start] + read_bytes("m.weights.h5") + packed[start + len(data):])
        for name in good:
            with self.subTest(name):
                self.has_defect(name)
            with self.subTest(name), self.beside(name):
                self.fix(name)
                with h5py.File("rescued-" + {"m.weights.h5": "m", "boxed.keras": "boxed", "loose": "loose", "parted": "m"}[name] + ".h5", "r") as f:
                    np.testing.assert_array_equal(ARRAYS[0], f["layers/dense/vars/0"][()])

    @fixes("corrupt-structure", "Compare with the original", needs=("h5py",))
    def test_compare(self):
        self.replace(lambda group: None)
        data = read_bytes("m.weights.h5")
        write_bytes("m.weights.h5", data[:96] + b"\xff" * 16 + data[112:])
        self.in_each()

    @fixes("truncated", "Save what can still be read", needs=("h5py",))
    def test_truncated(self):
        write_bytes("m.weights.h5", read_bytes("m.weights.h5")[:-64])
        self.in_each(lambda name: self.assertTrue(os.path.exists(self.written("rescued-")[name])))


if __name__ == "__main__":
    main()
