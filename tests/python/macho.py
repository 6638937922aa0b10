"""What a program for macOS says of itself (Apple's <mach-o/loader.h>, <mach-o/nlist.h> and <kern/cs_blobs.h>), and whether
its signature holds.
"""

import hashlib
import struct
from typing import NamedTuple

_MAGIC, _EXECUTE = 0xFEEDFACF, 2
_MACHINES = {0x0100000C: "arm64", 0x01000007: "x86_64"}
_REQUIRED = 0x80000000
_SEGMENT, _SYMTAB, _LOAD_DYLIB, _SIGNATURE, _BUILD_VERSION = 0x19, 0x2, 0xC, 0x1D, 0x32
_FIXUPS = _REQUIRED | 0x22
_OTHER_LIBRARIES = {_REQUIRED | 0x18: "weak", _REQUIRED | 0x1F: "exported again", _REQUIRED | 0x23: "upward"}
_MACOS = 1
_EXTERNAL, _TYPE, _UNDEFINED, _DEBUG = 0x01, 0x0E, 0x00, 0xE0
_WEAK_REFERENCE = 0x40
_ADHOC, _MAIN_BINARY = 0x2, 0x1


class Segment(NamedTuple):
    """`sections`: name, address, size."""

    name: str
    address: int
    size: int
    offset: int
    size_in_file: int
    may_now: int
    flags: int
    sections: list


class Import(NamedTuple):
    """`library`: counted from 1, in the order in which the program names them."""

    name: str
    library: int
    is_weak: bool


class Program:
    def __init__(self, content):
        magic, machine, _, kind, count, _, self.flags, _ = struct.unpack_from("<8I", content)
        assert (magic, kind) == (_MAGIC, _EXECUTE)
        self.content, self.machine = content, _MACHINES[machine]
        self.commands, self.segments, self.libraries, self.other_libraries = [], [], [], []
        self.oldest = self.signature_at = None
        at = 32
        for _ in range(count):
            command, size = struct.unpack_from("<II", content, at)
            self.commands.append((command, at))
            self._read_command(command, at)
            at += size

    def _read_command(self, command, at):
        if command == _SEGMENT:
            name, *told = struct.unpack_from("<16s4QiiII", self.content, at + 8)
            *place, _, may_now, count, flags = told
            sections = [struct.unpack_from("<16s16xQQ", self.content, at + 72 + 80 * i) for i in range(count)]
            self.segments.append(Segment(name.rstrip(b"\0").decode(), *place, may_now, flags, sections))
        elif command == _SYMTAB:
            self._symbols = struct.unpack_from("<4I", self.content, at + 8)
        elif command == _BUILD_VERSION:
            platform, oldest = struct.unpack_from("<II", self.content, at + 8)
            assert platform == _MACOS
            self.oldest = (oldest >> 16, oldest >> 8 & 0xFF)
        elif command == _FIXUPS:
            self.weak_bytes = struct.unpack_from("<I", self.content, at + 28)[0]
        elif command == _SIGNATURE:
            self.signature_at, self.signature_size = struct.unpack_from("<II", self.content, at + 8)
        elif command == _LOAD_DYLIB:
            self.libraries.append(_text(self.content, at + struct.unpack_from("<I", self.content, at + 8)[0]))
        elif command in _OTHER_LIBRARIES:
            self.other_libraries.append(_OTHER_LIBRARIES[command])

    def imports(self):
        symbols, count, names, _ = self._symbols
        for i in range(count):
            name, kind, _, told, _ = struct.unpack_from("<IBBHQ", self.content, symbols + 16 * i)
            if not kind & _DEBUG and kind & _EXTERNAL and kind & _TYPE == _UNDEFINED:
                yield Import(_text(self.content, names + name), told >> 8, bool(told & _WEAK_REFERENCE))

    def segment(self, name):
        return next(segment for segment in self.segments if segment.name == name)


def _text(content, at):
    return content[at : content.index(b"\0", at)].decode("ascii")


class Signature:
    """The code directory, whose hashes the system compares with each page of code before it runs. Big-endian."""

    def __init__(self, program):
        self.program, at = program, program.signature_at
        magic, _, count = struct.unpack_from(">III", program.content, at)
        assert magic == 0xFADE0CC0
        parts = [struct.unpack_from(">II", program.content, at + 12 + 8 * i) for i in range(count)]
        self.blobs = {kind: self._blob(at + offset) for kind, offset in parts}
        self.directory = self.blobs[0]
        told = struct.unpack_from(">9I4B", self.directory)
        assert told[0] == 0xFADE0C02
        _, _, self.version, self.flags, self.hashes, _, self.special, self.pages, self.end = told[:9]
        self.hash_size, self.hash_kind, _, self.page_bits = told[9:]
        self.text_begin, self.text_size, self.text_flags = struct.unpack_from(">3Q", self.directory, 64)

    def _blob(self, at):
        return self.program.content[at : at + struct.unpack_from(">I", self.program.content, at + 4)[0]]

    def _told(self, slot):
        begin = self.hashes + slot * self.hash_size
        return self.directory[begin : begin + self.hash_size]

    def faults(self):
        """What the system would refuse; nothing where all is well."""
        if (self.hash_kind, self.hash_size) != (2, 32):
            yield "the hashes are not SHA-256"
        if not self.flags & _ADHOC or self.version < 0x20400:
            yield "it is not signed ad hoc, or says nothing of the segment with the code"
        text = self.program.segment("__TEXT")
        if (self.text_begin, self.text_size, self.text_flags) != (text.offset, text.size_in_file, _MAIN_BINARY):
            yield "the segment with the code is another"
        if self.end != self.program.signature_at:
            yield "something before the signature is not signed"
        size = 1 << self.page_bits
        if self.pages != -(-self.end // size):
            yield "not as many hashes as pages"
        for page in range(self.pages):
            begin = page * size
            if self._told(page) != _hash(self.program.content[begin : min(begin + size, self.end)]):
                yield f"page {page} has another hash"
        for slot in range(1, self.special + 1):
            wanted = _hash(self.blobs[slot]) if slot in self.blobs else bytes(32)
            if self._told(-slot) != wanted:
                yield f"what stands beside the code has another hash (slot {slot})"


def _hash(content):
    return hashlib.sha256(content).digest()
