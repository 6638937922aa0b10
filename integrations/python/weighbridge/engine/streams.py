"""What a module's file descriptors stand for: the standard streams, and files and folders that it opened. Files are
only ever read.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from typing import BinaryIO, Tuple

#: One entry of a folder: its number, its kind (d_type of dirent.h), its name.
Entry = Tuple[int, int, bytes]
_FOLDER, _LINK, _FILE = 4, 10, 8


class Stream:
    """An open file, folder or standard stream."""

    def __init__(self, file: BinaryIO | None = None, folder: str | None = None, is_kept: bool = False) -> None:
        self.file = file
        self.folder = folder
        self.is_kept = is_kept  # it belongs to this process
        self.at = 0  # of a folder: the next entry
        self._entries: list[Entry] | None = None

    def is_terminal(self) -> bool:
        return self.file is not None and self.file.isatty()

    def status(self) -> os.stat_result:
        if self.folder is not None:
            return os.stat(self.folder)
        assert self.file is not None
        try:
            return os.fstat(self.file.fileno())
        except (OSError, ValueError):  # bytes in memory: like a pipe
            return os.stat_result((stat.S_IFIFO | 0o600, 0, 0, 1, 0, 0, 0, 0, 0, 0))

    def entries(self) -> list[Entry]:
        if self._entries is None:
            assert self.folder is not None
            with os.scandir(self.folder) as found:
                self._entries = [
                    (
                        entry.inode(),
                        _LINK if entry.is_symlink() else _FOLDER if entry.is_dir() else _FILE,
                        os.fsencode(entry.name),
                    )
                    for entry in found
                ]
        return self._entries

    def close(self) -> None:
        if self.file is not None and not self.is_kept:
            self.file.close()


class Streams:
    def __init__(self, standard: tuple[BinaryIO, BinaryIO, BinaryIO]) -> None:
        self._open: dict[int, Stream] = {number: Stream(file, is_kept=True) for number, file in enumerate(standard)}

    def __getitem__(self, number: int) -> Stream:
        if number not in self._open:
            raise OSError(errno.EBADF, "no such descriptor")
        return self._open[number]

    def open(self, path: str) -> int:
        if os.path.isdir(path):
            stream = Stream(folder=path)
        else:
            stream = Stream(file=open(path, "rb", buffering=0))
        number = next(number for number in range(3, 3 + len(self._open) + 1) if number not in self._open)
        self._open[number] = stream
        return number

    def close(self, number: int) -> None:
        self[number].close()
        del self._open[number]

    def close_all(self) -> None:
        for stream in self._open.values():
            stream.close()


def columns() -> tuple[int, int]:
    """Rows and columns of the terminal."""
    size = shutil.get_terminal_size()
    return size.lines, size.columns
