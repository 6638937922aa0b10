"""What can be weighed: a path, bytes, an open file. As words and standard input of the command."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Optional, Tuple, Union

from .errors import NotReadError

Source = Union[str, "os.PathLike[str]", bytes, bytearray, memoryview, BinaryIO]
Stamp = Optional[Tuple[int, int]]


class Given(NamedTuple):
    """Words for the command, and what it reads on its standard input."""

    words: list[str]
    content: bytes | None
    path: Path | None

    def stamp(self) -> Stamp:
        """Tells whether a file was written since; None of what is no single file."""
        if self.path is None or not self.path.is_file():
            return None
        status = self.path.stat()
        return status.st_size, status.st_mtime_ns


def given(source: Source, name: str | None = None) -> Given:
    """`name`: what bytes are called; what Keras does with a file depends on its name."""
    if isinstance(source, (str, os.PathLike)):
        if name is not None:
            raise TypeError("A path has its name already; name= is for bytes and open files.")
        path = Path(source).expanduser()
        if source == "" or not path.exists():
            raise NotReadError(f"There is no file {str(source)!r}.")
        return Given([spelled(path)], None, path)
    if isinstance(source, io.TextIOBase):
        raise TypeError("The file is open as text; open it with mode 'rb'.")
    if hasattr(source, "read"):
        content = _all_of(source)
        name = name or _name_of(source)
    else:
        content = source
    try:
        content = bytes(memoryview(content))
    except TypeError:
        raise TypeError(f"weigh() takes a path, bytes or an open file, not {type(source).__name__}.") from None
    return Given(["-", *(["--name", name] if name else [])], content, None)


def spelled(path: Path) -> str:
    """No path is an option, nor standard input; and the core has slashes on every system."""
    text = path.as_posix()
    return f"./{text}" if text.startswith("-") else text


def _all_of(file: Any) -> Any:
    """A file that was just written stands at its end. It is left where it stands; a pipe has nothing to go back to."""
    if not (hasattr(file, "seekable") and file.seekable()):
        return file.read()
    place = file.tell()
    file.seek(0)
    content = file.read()
    file.seek(place)
    return content


def _name_of(file: object) -> str | None:
    name = getattr(file, "name", None)
    return os.path.basename(name) if isinstance(name, str) and name else None
