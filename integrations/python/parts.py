"""What is compiled into a wheel's engine, as a CycloneDX 1.6 list of parts (PEP 770: `.dist-info/sboms/`)."""

from __future__ import annotations

import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
#: Of each source its licence in SPDX's words (web/public/third-party-licenses.txt has the texts).
LICENCES = {"hdf5": "BSD-3-Clause", "zlib": "Zlib", "yyjson": "MIT"}


def sources():
    """The pinned sources: name, version, SHA-256 of the archive."""
    for line in (ROOT / "scripts/environment/sources.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield tuple(line.split())


def bill_of_materials(name: str, version: str) -> bytes:
    parts = [
        {
            "type": "library",
            "bom-ref": f"pkg:generic/{source}@{its_version}",
            "name": source,
            "version": its_version,
            "licenses": [{"license": {"id": LICENCES[source]}}],
            "hashes": [{"alg": "SHA-256", "content": digest}],
        }
        for source, its_version, digest in sources()
    ]
    whole = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": f"pkg:pypi/{name}@{version}",
                "name": name,
                "version": version,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
                "purl": f"pkg:pypi/{name}@{version}",
            }
        },
        "components": parts,
        "dependencies": [{"ref": f"pkg:pypi/{name}@{version}", "dependsOn": [part["bom-ref"] for part in parts]}],
    }
    return (json.dumps(whole, indent=2) + "\n").encode()
