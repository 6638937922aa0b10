"""What Apple's loader refuses in a program, so far as a compiler for macOS may get it wrong: the rules of dyld 1378 for what is built
with a new SDK (common/MachOFile.cpp, common/MachOLayout.cpp, mach_o/UnsafeHeader.cpp), and the kernel's for where pages begin.
"""

import struct

_READ, _WRITE, _RUN = 1, 2, 4
_PERMISSIONS = {"__TEXT": _READ | _RUN, "__DATA": _READ | _WRITE, "__DATA_CONST": _READ | _WRITE, "__LINKEDIT": _READ}
_READ_ONLY_LATER = 0x10
_POSITION_INDEPENDENT = 0x200000
_PAGE_BYTES = {"arm64": 0x4000, "x86_64": 0x1000}
_SYMTAB, _DYSYMTAB, _UUID, _MAIN, _INFO = 0x2, 0xB, 0x1B, 0x80000028, 0x80000022
#: Each names a place in the file and its length: the signature, the functions' starts, data in code.
_PIECES = {0x1D: "signature", 0x26: "function starts", 0x29: "data in code"}
_KNOWN = {0x19, 0xC, 0xE, 0x2A, 0x32, _SYMTAB, _DYSYMTAB, _UUID, _MAIN, _INFO, *_PIECES}


def refused(program):
    """A sentence for each rule that is broken."""
    if not program.flags & _POSITION_INDEPENDENT:
        yield "it is not independent of its place, which ARM insists on"
    commands = [command for command, _ in program.commands]
    for command in set(commands) - _KNOWN:
        yield f"an unknown load command: {command:#x}"
    for command in (_UUID, _MAIN, _INFO):
        if commands.count(command) != 1:
            yield f"not one load command {command:#x}"
    yield from _segments(program)
    yield from _pieces_at_the_end(program)


def _segments(program):
    page = _PAGE_BYTES[program.machine]
    end = end_in_file = 0
    for segment in program.segments:
        if segment.address < end or (segment.size_in_file and segment.offset < end_in_file):
            yield f"{segment.name} is out of order"
        end, end_in_file = segment.address + segment.size, max(end_in_file, segment.offset + segment.size_in_file)
        if segment.address % page or segment.offset % page:
            yield f"{segment.name} does not begin with a page"
        if segment.size_in_file > segment.size or end_in_file > len(program.content):
            yield f"{segment.name} is larger in the file"
        if segment.may_now != _PERMISSIONS.get(segment.name, 0):
            yield f"{segment.name} has the permissions {segment.may_now}"
        if segment.name == "__DATA_CONST" and not segment.flags & _READ_ONLY_LATER:
            yield f"{segment.name} stays writable"
        for name, address, size in segment.sections:
            if address < segment.address or address + size > end:
                yield f"{name} is not within {segment.name}"
    if end_in_file != len(program.content):
        yield "something follows the last segment"


def _pieces_at_the_end(program):
    """The tables in __LINKEDIT: one behind the other, aligned, none beyond it."""
    pieces = []
    for command, at in program.commands:
        if command in _PIECES:
            pieces.append((*struct.unpack_from("<II", program.content, at + 8), 8, _PIECES[command]))
        elif command == _SYMTAB:
            symbols, count, names, size = struct.unpack_from("<4I", program.content, at + 8)
            pieces += [(symbols, 16 * count, 8, "symbols"), (names, size, 1, "names")]
        elif command == _DYSYMTAB:
            indirect, count = struct.unpack_from("<2I", program.content, at + 56)
            pieces.append((indirect, 4 * count, 4, "indirect symbols"))
        elif command == _INFO:
            told = struct.unpack_from("<10I", program.content, at + 8)
            pieces += [(*told[i : i + 2], 8, "what is bound") for i in range(0, 10, 2)]
    linkedit = program.segment("__LINKEDIT")
    end = linkedit.offset
    for begin, size, alignment, name in sorted(piece for piece in pieces if piece[1]):
        if begin < end or begin % alignment:
            yield f"{name}: it overlaps, or is not aligned"
        end = begin + size
    if end > linkedit.offset + linkedit.size_in_file:
        yield "a table ends beyond __LINKEDIT"
