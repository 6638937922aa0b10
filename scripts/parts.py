"""What is compiled into each thing that is built, as a CycloneDX 1.6 list of parts.

In a wheel it lies in `.dist-info/sboms/` (PEP 770); scripts/manifest writes those of the page and the npm package.
"""

from __future__ import annotations

import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[1]
#: Of each source its licence in SPDX's words (web/public/third-party-licenses.txt has the texts).
LICENCES = {"hdf5": "BSD-3-Clause", "zlib": "Zlib", "yyjson": "MIT"}
#: What Vite puts into the page and the npm package.
NPM = ("lit", "lit-html", "lit-element", "@lit/reactive-element", "uplot")
#: In the page alone: its service worker.
WORKBOX = ("workbox-core", "workbox-precaching", "workbox-routing", "workbox-strategies", "workbox-window")
#: Of the build environment (scripts/environment/packages.txt), name -> licence; of no version that is pinned here.
COMPILERS = {
    "native": {"glibc": "LGPL-2.1-or-later", "libstdc++": "GPL-3.0-or-later WITH GCC-exception-3.1"},
    "wasm": {"musl": "MIT", "libc++": "Apache-2.0 WITH LLVM-exception"},
    # Zig's, with its own start-up code (scripts/environment/cross).
    "linux-aarch64": {"musl": "MIT", "libc++": "Apache-2.0 WITH LLVM-exception", "zig": "MIT"},
    # The C library is the system's own.
    "macos-arm64": {"libc++": "Apache-2.0 WITH LLVM-exception", "zig": "MIT"},
    "macos-x86_64": {"libc++": "Apache-2.0 WITH LLVM-exception", "zig": "MIT"},
    "windows-x86_64": {"mingw-w64": "ZPL-2.1", "libc++": "Apache-2.0 WITH LLVM-exception", "zig": "MIT"},
}
COMMAND = {"toml++": "MIT"}


def sources():
    """The pinned sources: name, version, SHA-256 of the archive."""
    for line in (ROOT / "scripts/environment/sources.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield tuple(line.split()[:3])


def _library(reference, name, licence, **more):
    is_expression = " WITH " in licence
    licences = [{"expression": licence}] if is_expression else [{"license": {"id": licence}}]
    return {"type": "library", "bom-ref": reference, "name": name, **more, "licenses": licences}


def _pinned():
    for name, version, digest in sources():
        hashes = [{"alg": "SHA-256", "content": digest}]
        yield _library(f"pkg:generic/{name}@{version}", name, LICENCES[name], version=version, hashes=hashes)


def _of_npm(names):
    packages = json.loads((ROOT / "web/package-lock.json").read_text("utf-8"))["packages"]
    for name in names:
        found = packages[f"node_modules/{name}"]
        address = f"pkg:npm/{name.replace('@', '%40')}@{found['version']}"
        yield _library(address, name, found["license"], version=found["version"], purl=address)


def parts_of(kind):
    """`kind`: native, wasm or a file of cmake/ for another system (the wheels), npm, site."""
    yield from _pinned()
    engine = kind if kind in COMPILERS else "wasm"
    others = {**COMPILERS[engine], **({} if kind == "site" else COMMAND)}
    for name, licence in others.items():
        yield _library(f"pkg:generic/{name}", name, licence)
    if kind in ("npm", "site"):
        yield from _of_npm(NPM + (WORKBOX if kind == "site" else ()))


def bill_of_materials(reference: str, name: str, version: str, kind: str) -> bytes:
    """`reference`: a package URL, such as pkg:pypi/weighbridge@0.1.0."""
    parts = list(parts_of(kind))
    component = {"type": "application", "bom-ref": reference, "name": name, "version": version}
    component.update(licenses=[{"license": {"id": "Apache-2.0"}}], purl=reference)
    whole = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": component},
        "components": parts,
        "dependencies": [{"ref": reference, "dependsOn": [part["bom-ref"] for part in parts]}],
    }
    return (json.dumps(whole, indent=2) + "\n").encode()
