#!/usr/bin/env python3
"""Writes what a fuzz target starts from into a folder: small files of tests/fixtures, by kind."""
import hashlib
import io
import pathlib
import sys
import tarfile
import zipfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / 'tests' / 'fixtures'))
import unpack  # noqa: E402

MOST_FILES = 200
SIGNATURE = b'\x89HDF\r\n\x1a\n'
ARCHIVES = ('made.tar.xz', 'foreign.tar.xz')


def fixtures(most_bytes):
    """The bytes of every fixture of at most so many bytes, each once."""
    seen = {}
    for path in sorted(unpack.unpacked().rglob('*')):
        if path.is_file() and 0 < path.stat().st_size <= most_bytes:
            seen.setdefault(path.read_bytes())
    for name in ARCHIVES:
        with tarfile.open(SOURCE / 'tests' / 'fixtures' / name) as archive:
            for member in archive:
                if member.isfile() and 0 < member.size <= most_bytes:
                    seen.setdefault(archive.extractfile(member).read())
    return list(seen)


def hdf5_files(most_bytes):
    return [data for data in fixtures(most_bytes) if SIGNATURE in data[:2049]]


def archives(most_bytes):
    return [data for data in fixtures(most_bytes) if data[:2] == b'PK']


def configs(most_bytes):
    """The JSON of archives; of HDF5 files, what begins like one and ends at a byte of zero."""
    texts = {}
    for data in archives(1 << 20):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                both = [archive.read(name) for name in ('config.json', 'metadata.json') if name in archive.namelist()]
        except (zipfile.BadZipFile, EOFError, OSError):
            continue
        texts.setdefault(b'\0'.join(both))
    for data in hdf5_files(1 << 17):
        at = data.find(b'{"')
        if at >= 0:
            texts.setdefault(data[at:data.find(b'\0', at)])
    return [text for text in texts if 0 < len(text) <= most_bytes]


def named(most_bytes):
    """One byte for the name, then the file."""
    return [bytes([index % 4]) + data for index, data in enumerate(fixtures(most_bytes - 1))]


# Target -> the most bytes of an input, and what it starts from.
TARGETS = {
    'identify': (1 << 16, fixtures),
    'zip': (1 << 16, archives),
    'config': (1 << 15, configs),
    'walk': (1 << 15, hdf5_files),
    'inspector': (1 << 14, hdf5_files),
    'analysis': (1 << 15, named),
}


def write(target, folder):
    """At most MOST_FILES of them, spread over all; the small ones are worth the most."""
    most_bytes, make = TARGETS[target]
    seeds = make(most_bytes)
    step = max(1, len(seeds) // MOST_FILES)
    folder.mkdir(parents=True, exist_ok=True)
    for data in seeds[::step][:MOST_FILES]:
        (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


if __name__ == '__main__':
    write(sys.argv[1], pathlib.Path(sys.argv[2]))
