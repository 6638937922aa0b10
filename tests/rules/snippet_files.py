"""Files that the cases of the fix snippets write and read. For Python 3.6 and newer, as snippet_case.py."""
import os
import pathlib

try:
    import h5py
except ImportError:
    h5py = None


def filled_arrays(path):
    """The number of arrays with elements in an HDF5 file, those of the optimizer left out."""
    found = []
    with h5py.File(path, "r") as f:
        f.visititems(lambda name, item: found.append(name) if isinstance(item, h5py.Dataset) and not name.startswith("optimizer") else None)
    return len(found)


def write_legacy(path, layers):
    """The layout of Keras 1 and 2: {layer: [(name, array)]}."""
    with h5py.File(path, "w") as f:
        f.attrs["layer_names"] = [name.encode() for name in layers]
        f.attrs["backend"], f.attrs["keras_version"] = b"tensorflow", b"2.2.4"
        for layer, arrays in layers.items():
            group = f.create_group(layer)
            group.attrs["weight_names"] = [name.encode() for name, _ in arrays]
            for name, array in arrays:
                group[name] = array


def write_v3(path, layers):
    """The layout of Keras 3: {path of a layer: [array]}."""
    with h5py.File(path, "w") as f:
        f.create_group("vars")
        for layer, arrays in layers.items():
            group = f.create_group(layer + "/vars")
            for number, array in enumerate(arrays):
                group[str(number)] = array


def stem(name):
    for ending in (".weights.h5", ".weights.json", ".h5", ".hdf5", ".keras"):
        if name.endswith(ending):
            return name[:-len(ending)]
    return os.path.splitext(name)[0]


def read_bytes(path):
    return pathlib.Path(path).read_bytes()


def write_bytes(path, data):
    pathlib.Path(path).write_bytes(data)
