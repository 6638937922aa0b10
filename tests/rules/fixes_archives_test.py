"""Runs the fixes for archives that lack something, for missing filters and for files of no bytes on such files."""
import zipfile

from snippet_case import SnippetCase, fixes, h5py, keras, main, module, sequential, weights_name, write_bytes


class Archives(SnippetCase):
    def repacked(self, target, rename):
        model = sequential()
        model.save("m.keras")
        with zipfile.ZipFile("m.keras") as old, zipfile.ZipFile(target, "w") as new:
            for name in old.namelist():
                if rename(name):
                    new.writestr(rename(name), old.read(name))
        self.has_defect(target)
        return model

    @fixes("archive-without-weights", "Rebuild the architecture")
    def test_rebuild(self):
        model = self.repacked("bare.keras", lambda name: None if name.endswith(".h5") else name)
        self.assertEqual(model.count_params(), self.fix("bare.keras")["model"].count_params())

    @fixes("archive-without-weights", "Save it again, and look")
    def test_again(self):
        model = self.repacked("bare.keras", lambda name: None if name.endswith(".h5") else name)
        self.assertIn("'model.weights.h5'", self.fix("bare.keras", model=model)["printed"])
        self.is_sound("bare-new.keras")

    @fixes("archive-without-config", "Take the weights out and load them")
    def test_without_config(self):
        model, other = self.repacked("bare.keras", lambda name: None if name == "config.json" else name), sequential()
        self.fix("bare.keras", model=other)
        self.same_weights(model, other)

    @fixes("rezipped-archive", "Pack it again without the folder", needs=("h5py",))
    def test_folder(self):
        write_whole("model.weights.h5")
        with zipfile.ZipFile("folder.keras", "w") as archive:
            for name in ("metadata.json", "config.json"):
                archive.writestr("m/" + name, "{}")
            archive.write("model.weights.h5", "m/model.weights.h5")
        self.has_defect("folder.keras")
        self.fix("folder.keras", params={"folder": "m"})
        self.assertEqual(["metadata.json", "config.json", "model.weights.h5"], zipfile.ZipFile("repacked-folder.keras").namelist())
        self.is_sound("repacked-folder.keras")


class MissingFilter(SnippetCase):
    def compressed(self):
        """Weights compressed with Blosc, which plain HDF5 does not know."""
        hdf5plugin = module("hdf5plugin")
        model = sequential()
        model.save_weights("plain.h5" if not weights_name().endswith(".weights.h5") else "plain.weights.h5")
        source = weights_name("plain")
        target = weights_name("m")
        with h5py.File(source, "r") as old, h5py.File(target, "w") as new:
            for key, value in old.attrs.items():
                new.attrs[key] = value

            def copy(name, item):
                if isinstance(item, h5py.Dataset):
                    made = new.create_dataset(name, data=item[()], chunks=item.shape, **hdf5plugin.Blosc())
                else:
                    made = new.require_group(name)
                for key, value in item.attrs.items():
                    made.attrs[key] = value
            old.visititems(copy)
        self.has_defect(target)
        return model, target

    @fixes("missing-filter", "Load the plug-in first", needs=("keras", "h5py", "hdf5plugin"))
    def test_plug_in(self):
        (model, path), other = self.compressed(), sequential()
        self.fix(path, model=other)
        self.same_weights(model, other)

    @fixes("missing-filter", "Write a copy without compression", needs=("keras", "h5py", "hdf5plugin"))
    def test_copy(self):
        (model, path), other = self.compressed(), sequential()
        self.fix(path)
        self.is_sound("plain-" + path)
        other.load_weights("plain-" + path)
        self.same_weights(model, other)


class Empty(SnippetCase):
    def copied(self, path):
        write_bytes(path, b"")
        self.has_defect(path)
        model, other = sequential(), sequential()
        self.fix(path, model=model)
        other.load_weights(path)
        self.same_weights(model, other)

    @fixes("zero-bytes", "Save to a local disk first, then copy")
    def test_local(self):
        self.copied("m.weights.h5")

    @fixes("zero-bytes", "Save to a local disk first, then copy, with Keras 2")
    def test_local_with_keras_2(self):
        self.copied("m.h5")

    @fixes("zero-bytes", "Look for free space", needs=())
    def test_space(self):
        self.assertIn("%", self.fix("m.h5")["printed"])


if __name__ == "__main__":
    main()
