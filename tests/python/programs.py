"""What a program for Windows says of itself (Microsoft's "PE Format")."""

import struct

_AMD64, _PE32_PLUS, _CONSOLE = 0x8664, 0x20B, 3


def imported_by(content):
    """The names of the libraries that a program for 64-bit Windows on a console asks for."""
    header = struct.unpack_from("<I", content, 0x3C)[0]
    assert content[header : header + 4] == b"PE\0\0"
    machine, sections = struct.unpack_from("<HH", content, header + 4)
    size_of_optional = struct.unpack_from("<H", content, header + 20)[0]
    optional = header + 24
    assert (machine, *struct.unpack_from("<H", content, optional)) == (_AMD64, _PE32_PLUS)
    assert struct.unpack_from("<H", content, optional + 68)[0] == _CONSOLE
    table = [
        struct.unpack_from("<IIII", content, optional + size_of_optional + 40 * i + 8) for i in range(sections)
    ]  # size, address, size in the file, place in the file

    def place(address):
        return next(at + address - begin for size, begin, _, at in table if begin <= address < begin + size)

    entry = place(struct.unpack_from("<I", content, optional + 112 + 8)[0])  # the second of the data directories
    while name := struct.unpack_from("<I", content, entry + 12)[0]:
        begin = place(name)
        yield content[begin : content.index(b"\0", begin)].decode("ascii")
        entry += 20
