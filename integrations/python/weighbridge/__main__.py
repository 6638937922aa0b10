"""``weighbridge FILE...`` and ``python -m weighbridge FILE...``: the command, its streams and its exit codes."""

from __future__ import annotations

import sys

from .engine import become


def main() -> int:
    return become(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
