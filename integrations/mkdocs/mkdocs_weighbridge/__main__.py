"""``python -m mkdocs_weighbridge DOCS``: puts the box's files into DOCS/assets/weighbridge, for generators that run no MkDocs plugin.

Zensical is one. The page then needs the element and its script as HTML; see the package's page on the index.
"""
from __future__ import annotations

import shutil
import sys
from pathlib import Path

_FOLDER = "assets/weighbridge"
_FILES = Path(__file__).parent / "static" / _FOLDER


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__.partition("\n")[0], file=sys.stderr)
        return 64
    docs = Path(arguments[0])
    if not docs.is_dir():
        print(f"mkdocs-weighbridge: there is no folder {docs}", file=sys.stderr)
        return 1
    if not (_FILES / "weigh-bridge.js").is_file():
        print("mkdocs-weighbridge is incomplete: install it from a wheel", file=sys.stderr)
        return 1
    target = docs / _FOLDER
    # All of one version, and nothing that an older one left there.
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(_FILES, target)
    print(f"The box's files are in {target}. Copy them again with each new version.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
