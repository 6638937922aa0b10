"""A build backend (PEP 517) for pre-commit: makes an empty wheel that needs the package `weighbridge` of this version.

It needs nothing beyond Python, so that nothing is fetched to build it. WEIGHBRIDGE_PACKAGE stands for the package as it
does in action.yml: the path of a wheel, for trying what is not released.
"""

from __future__ import annotations

import base64
import hashlib
import os
import pathlib
import re
import zipfile
from typing import Any

ROOT = pathlib.Path(__file__).resolve().parents[2]
NAME = "weighbridge_hook"


def _version() -> str:
    found = re.search(r"project\(weighbridge VERSION ([0-9.]+)", (ROOT / "CMakeLists.txt").read_text("utf-8"))
    if found is None:
        raise RuntimeError("CMakeLists.txt names no version")
    return found[1]


def _requirement() -> str:
    wheel = os.environ.get("WEIGHBRIDGE_PACKAGE")
    return f"weighbridge @ {pathlib.Path(wheel).resolve().as_uri()}" if wheel else f"weighbridge=={_version()}"


def _files() -> dict[str, str]:
    info = f"{NAME}-{_version()}.dist-info"
    return {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {NAME}\nVersion: {_version()}\n"
        f"Requires-Python: >=3.8\nRequires-Dist: {_requirement()}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: weighbridge\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }


def build_wheel(wheel_directory: str, config_settings: Any = None, metadata_directory: str | None = None) -> str:
    files = _files()
    record = f"{NAME}-{_version()}.dist-info/RECORD"
    rows = [f"{name},sha256={_digest(text)},{len(text.encode())}" for name, text in files.items()]
    files[record] = "\n".join([*rows, f"{record},,", ""])
    name = f"{NAME}-{_version()}-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(wheel_directory, name), "w") as archive:
        for path, text in files.items():
            archive.writestr(zipfile.ZipInfo(path), text)
    return name


def build_sdist(sdist_directory: str, config_settings: Any = None) -> str:
    raise NotImplementedError("There is no source distribution: from source, it is this repository.")


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
