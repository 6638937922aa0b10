"""The module's memory as the host sees it: numbers, texts and the lists of pieces that reads and writes are given as.
"""

from __future__ import annotations

import struct
from typing import Any


class Memory:
    def __init__(self, store: Any, memory: Any) -> None:
        self._store = store
        self._memory = memory

    def read(self, at: int, size_bytes: int) -> bytes:
        return bytes(self._memory.read(self._store, at, at + size_bytes))

    def write(self, at: int, data: bytes) -> None:
        if data:
            self._memory.write(self._store, bytearray(data), at)

    def put(self, at: int, form: str, *values: float) -> None:
        """Numbers in struct's notation; little endian, as WebAssembly is."""
        self.write(at, struct.pack("<" + form, *values))

    def number(self, at: int) -> int:
        value: int = struct.unpack("<i", self.read(at, 4))[0]
        return value

    def text(self, at: int) -> bytes:
        """Up to the zero byte behind it."""
        found = bytearray()
        size_bytes: int = self._memory.data_len(self._store)
        while True:
            part = self.read(at + len(found), min(256, size_bytes - at - len(found)))
            end = part.find(b"\0")
            found += part if end < 0 else part[:end]
            if end >= 0 or not part:
                return bytes(found)

    def pieces(self, at: int, count: int) -> list[tuple[int, int]]:
        """struct iovec: where each piece lies, and how large it is."""
        return list(struct.iter_unpack("<II", self.read(at, 8 * count)))

    def size_bytes(self) -> int:
        size: int = self._memory.data_len(self._store)
        return size

    def grow(self, size_bytes: int) -> bool:
        pages = -(-(size_bytes - self.size_bytes()) // 65536)
        try:
            self._memory.grow(self._store, max(0, pages))
        except Exception:  # the runtime's own, whatever it is: there is no more memory
            return False
        return True
