"""What the tests of the Python package share: the wheels, unpacked and importable; the fixtures; the command they are
held against.
"""

import contextlib
import functools
import importlib
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "web/public/examples"
EMPTY = EXAMPLES / "subclassed-after-build.weights.h5"
LOADED = EXAMPLES / "sequential-with-input.weights.h5"
COMMAND = ROOT / "build/native/weighbridge"
WHEELS = ROOT / "build/python"


def wheel(kind):
    pattern = {
        "native": "weighbridge-*-manylinux*_x86_64.whl",
        "arm": "weighbridge-*-manylinux*_aarch64.whl",
        "windows": "weighbridge-*-win_amd64.whl",
        "macos-arm64": "weighbridge-*-macosx_*_arm64.whl",
        "macos-x86_64": "weighbridge-*-macosx_*_x86_64.whl",
        "wasm": "weighbridge-*-none-any.whl",
    }[kind]
    (found,) = WHEELS.glob(pattern)
    return found


def metadata(kind):
    with zipfile.ZipFile(wheel(kind)) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return archive.read(name)


def taken_by_pip(system):
    """The names of what pip downloads there, "win_amd64" for one, out of the wheels that were made."""
    with tempfile.TemporaryDirectory() as folder:
        how = ["--no-index", "--no-deps", "--only-binary=:all:", "--disable-pip-version-check", "--quiet"]
        where = ["--find-links", str(WHEELS), "--platform", system, "--dest", folder]
        subprocess.run([sys.executable, "-m", "pip", "download", *how, *where, "weighbridge"], check=True)
        return os.listdir(folder)


@functools.lru_cache(maxsize=None)
def unpacked(kind):
    """The wheel as it lies in site-packages; gone when the tests end."""
    folder = tempfile.TemporaryDirectory(prefix=f"weighbridge-{kind}-")
    _kept.append(folder)
    with zipfile.ZipFile(wheel(kind)) as archive:
        for entry in archive.infolist():
            path = archive.extract(entry, folder.name)
            os.chmod(path, entry.external_attr >> 16)
    return folder.name


_kept = []


def use(kind):
    """Makes `import weighbridge` mean that wheel in this process; one kind a process."""
    sys.path.insert(0, unpacked(kind))
    return importlib.import_module("weighbridge")


def python(kind, *words, **options):
    """A Python of its own that can import that wheel, and what the tests are run with."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([unpacked(kind), *filter(None, [os.environ.get("PYTHONPATH")])]),
    }
    return subprocess.run([sys.executable, *words], capture_output=True, env=environment, check=False, **options)


def command(*words, **options):
    return subprocess.run([COMMAND, *words], capture_output=True, check=False, **options)


@functools.lru_cache(maxsize=None)
def fixtures():
    done = subprocess.run(
        [sys.executable, ROOT / "tests/fixtures/unpack.py"], capture_output=True, text=True, check=True
    )
    return pathlib.Path(done.stdout.strip())


@contextlib.contextmanager
def folder_with(**files):
    """A folder with copies of files under other names, as the working directory."""
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        for name, path in files.items():
            (pathlib.Path(folder) / name).write_bytes(pathlib.Path(path).read_bytes())
        os.chdir(folder)
        try:
            yield pathlib.Path(folder)
        finally:
            os.chdir(before)
