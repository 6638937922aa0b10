"""What the module asks of the system (Emscripten 3.1.69: musl's calls as `__syscall_...`, WASI's as `fd_...`), answered
with Python's files.

Each method has the name of the call behind `__syscall_`, or its own; raises OSError where the call fails; and gets
numbers as the module has them. A call that changes a file, and one that this command does not make, is refused.
"""

from __future__ import annotations

import errno
import os
import struct
import time
from typing import Callable

from .memory import Memory
from .streams import Stream, Streams, columns

#: Emscripten numbers errors as WASI does (wasi/api.h): position in this list.
_WASI = (
    "SUCCESS 2BIG ACCES ADDRINUSE ADDRNOTAVAIL AFNOSUPPORT AGAIN ALREADY BADF BADMSG BUSY CANCELED CHILD "
    "CONNABORTED CONNREFUSED CONNRESET DEADLK DESTADDRREQ DOM DQUOT EXIST FAULT FBIG HOSTUNREACH IDRM ILSEQ "
    "INPROGRESS INTR INVAL IO ISCONN ISDIR LOOP MFILE MLINK MSGSIZE MULTIHOP NAMETOOLONG NETDOWN NETRESET "
    "NETUNREACH NFILE NOBUFS NODEV NOENT NOEXEC NOLCK NOLINK NOMEM NOMSG NOPROTOOPT NOSPC NOSYS NOTCONN NOTDIR "
    "NOTEMPTY NOTRECOVERABLE NOTSOCK NOTSUP NOTTY NXIO OVERFLOW OWNERDEAD PERM PIPE PROTO PROTONOSUPPORT "
    "PROTOTYPE RANGE ROFS SPIPE SRCH STALE TIMEDOUT TXTBSY XDEV"
).split()
NUMBERS = {getattr(errno, "E" + name): number for number, name in enumerate(_WASI) if hasattr(errno, "E" + name)}
_IO = _WASI.index("IO")

_AT_FDCWD = -100  # fcntl.h of Emscripten's musl, as are these
_NO_FOLLOW = 0x100
_WRITES = 0o3 | 0o100 | 0o1000  # O_WRONLY | O_RDWR, O_CREAT, O_TRUNC
_TIOCGWINSZ = 0x5413  # bits/ioctl.h
_DIRENT_BYTES = 280  # struct dirent64
_MOST_MEMORY_BYTES = 1 << 31  # -sMAXIMUM_MEMORY of wasm/command/CMakeLists.txt
#: cli/terminal.cc asks for them.
ENVIRONMENT = ("NO_COLOR", "TERM")


def number_of(problem: OSError) -> int:
    return NUMBERS.get(problem.errno or 0, _IO)


class System:
    def __init__(self, memory: Memory, streams: Streams, job_crashed: Callable[[], bool]) -> None:
        self._memory = memory
        self._streams = streams
        self._job_crashed = job_crashed
        self.is_out_of_memory = False

    def _path(self, folder: int, at: int) -> str:
        path = os.fsdecode(self._memory.text(at))
        if folder == _AT_FDCWD or os.path.isabs(path):
            return path
        below = self._streams[folder].folder
        if below is None:
            raise OSError(errno.ENOTDIR, "not a folder")
        return os.path.join(below, path) if path else below

    # Files and folders.

    def openat(self, folder: int, path: int, flags: int, _mode: int) -> int:
        if flags & _WRITES:
            raise OSError(errno.EROFS, "files are only read")
        return self._streams.open(self._path(folder, path))

    def fd_close(self, number: int) -> int:
        self._streams.close(number)
        return 0

    def _status(self, status: os.stat_result, at: int) -> int:
        """struct stat. The command asks for no times, and for nobody's number."""
        kind = (status.st_dev & 0x7FFFFFFF, status.st_mode, status.st_nlink, 0, 0, 0)
        self._memory.put(at, "iiIiiiqii48xQ", *kind, status.st_size, 4096, -(-status.st_size // 512), status.st_ino)
        return 0

    def stat64(self, path: int, at: int) -> int:
        return self._status(os.stat(self._path(_AT_FDCWD, path)), at)

    def lstat64(self, path: int, at: int) -> int:
        return self._status(os.lstat(self._path(_AT_FDCWD, path)), at)

    def newfstatat(self, folder: int, path: int, at: int, flags: int) -> int:
        return self._status((os.lstat if flags & _NO_FOLLOW else os.stat)(self._path(folder, path)), at)

    def fstat64(self, number: int, at: int) -> int:
        return self._status(self._streams[number].status(), at)

    def faccessat(self, folder: int, path: int, mode: int, _flags: int) -> int:
        found = self._path(folder, path)
        os.stat(found)
        if not os.access(found, mode):
            raise OSError(errno.EACCES, "no access")
        return 0

    def readlinkat(self, folder: int, path: int, at: int, size_bytes: int) -> int:
        target = os.fsencode(os.readlink(self._path(folder, path)))[:size_bytes]
        self._memory.write(at, target)
        return len(target)

    def getcwd(self, at: int, size_bytes: int) -> int:
        path = os.fsencode(os.getcwd()) + b"\0"
        if len(path) > size_bytes:
            raise OSError(errno.ERANGE, "the path is too long")
        self._memory.write(at, path)
        return len(path)

    def getdents64(self, number: int, at: int, size_bytes: int) -> int:
        stream, written = self._streams[number], 0
        if stream.folder is None:
            raise OSError(errno.ENOTDIR, "not a folder")
        entries = stream.entries()
        while stream.at < len(entries) and written + _DIRENT_BYTES <= size_bytes:
            inode, kind, name = entries[stream.at]
            stream.at += 1
            head = struct.pack("<QqHB", inode, stream.at * _DIRENT_BYTES, _DIRENT_BYTES, kind)
            self._memory.write(at + written, (head + name[:255]).ljust(_DIRENT_BYTES, b"\0"))
            written += _DIRENT_BYTES
        return written

    # Bytes.

    def _pieces(self, pieces: int, count: int, read: Callable[[int], bytes]) -> int:
        total = 0
        for at, size_bytes in self._memory.pieces(pieces, count):
            data = read(size_bytes) or b""
            self._memory.write(at, data)
            total += len(data)
            if len(data) < size_bytes:
                break
        return total

    def _file(self, number: int) -> Stream:
        stream = self._streams[number]
        if stream.file is None:
            raise OSError(errno.EISDIR, "a folder")
        return stream

    def fd_read(self, number: int, pieces: int, count: int, total: int) -> int:
        file = self._file(number).file
        assert file is not None
        self._memory.put(total, "I", self._pieces(pieces, count, file.read))
        return 0

    def fd_pread(self, number: int, pieces: int, count: int, low: int, high: int, total: int) -> int:
        file = self._file(number).file
        assert file is not None
        before = file.tell()
        file.seek(_whole(low, high))
        self._memory.put(total, "I", self._pieces(pieces, count, file.read))
        file.seek(before)
        return 0

    def fd_seek(self, number: int, low: int, high: int, whence: int, at: int) -> int:
        stream = self._streams[number]
        if stream.folder is not None:
            stream.at = _whole(low, high) // _DIRENT_BYTES
            self._memory.put(at, "q", stream.at * _DIRENT_BYTES)
            return 0
        assert stream.file is not None
        if not stream.file.seekable():
            raise OSError(errno.ESPIPE, "a pipe")
        self._memory.put(at, "q", stream.file.seek(_whole(low, high), whence))
        return 0

    def fd_write(self, number: int, pieces: int, count: int, total: int) -> int:
        if number not in (1, 2):
            raise OSError(errno.EBADF, "files are only read")
        file = self._streams[number].file
        assert file is not None
        data = b"".join(self._memory.read(at, size_bytes) for at, size_bytes in self._memory.pieces(pieces, count))
        file.write(data)
        file.flush()
        self._memory.put(total, "I", len(data))
        return 0

    def fd_fdstat_get(self, number: int, at: int) -> int:
        stream = self._streams[number]
        kind = (
            3 if stream.folder is not None else 2 if stream.is_terminal() else 4
        )  # wasi/api.h: directory, character device, file
        self._memory.put(at, "BxHxxxxQQ", kind, 0, 0, 0)
        return 0

    # The process.

    def ioctl(self, number: int, what: int, rest: int) -> int:
        if not self._streams[number].is_terminal():
            raise OSError(errno.ENOTTY, "no terminal")
        if what != _TIOCGWINSZ:
            raise OSError(errno.EINVAL, "not answered")
        self._memory.put(self._memory.number(rest), "HHHH", *columns(), 0, 0)
        return 0

    def fcntl64(self, _number: int, _what: int, _rest: int) -> int:
        return 0

    def _environment(self) -> list[bytes]:
        return [
            f"{name}={os.environ[name]}".encode("utf-8", "replace") + b"\0"
            for name in ENVIRONMENT
            if os.environ.get(name)
        ]

    def environ_sizes_get(self, count: int, size_bytes: int) -> int:
        texts = self._environment()
        self._memory.put(count, "I", len(texts))
        self._memory.put(size_bytes, "I", sum(map(len, texts)))
        return 0

    def environ_get(self, list_at: int, at: int) -> int:
        for position, text in enumerate(self._environment()):
            self._memory.put(list_at + 4 * position, "I", at)
            self._memory.write(at, text)
            at += len(text)
        return 0

    def emscripten_date_now(self) -> float:
        return time.time() * 1000

    def emscripten_get_now(self) -> float:
        return time.monotonic() * 1000

    def emscripten_resize_heap(self, size_bytes: int) -> int:
        wanted = size_bytes & 0xFFFFFFFF
        self.is_out_of_memory = wanted > _MOST_MEMORY_BYTES or not self._memory.grow(
            min(_MOST_MEMORY_BYTES, max(wanted, self._memory.size_bytes() * 6 // 5))
        )
        return 0 if self.is_out_of_memory else 1

    def weighbridge_job_crashed(self) -> int:
        return 1 if self._job_crashed() else 0


def _whole(low: int, high: int) -> int:
    return (high << 32) | (low & 0xFFFFFFFF)
