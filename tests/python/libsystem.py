"""What macOS' own library has, since which version: by the list that zig links with (libSystem.tbd) and by the headers that it
compiles with, which say since when each function is there.
"""

import pathlib
import re
import subprocess
import tempfile

from support import ROOT

_ZIG = ROOT / "scripts/environment/cross/zig"
_LISTED = re.compile(r"- targets:\s*\[([^\]]*)\]\s*symbols:\s*\[([^\]]*)\]")
_HEADERS = """
    copyfile.h ctype.h dirent.h dlfcn.h errno.h fcntl.h fenv.h locale.h math.h nl_types.h pthread.h signal.h stdio.h stdlib.h string.h strings.h
    sys/file.h sys/ioctl.h sys/mman.h sys/resource.h sys/stat.h sys/statvfs.h sys/time.h sys/wait.h time.h unistd.h unwind.h
    wchar.h wctype.h xlocale.h
""".split()
#: In no header of theirs, and in macOS since long before 10.15: what compilers and linkers call.
_OF_COMPILERS = {"dyld_stub_binder", "__tlv_bootstrap", "__tlv_atexit", "___cxa_atexit", "___stack_chk_fail", "___stack_chk_guard"}
_OF_COMPILERS |= {"___divti3", "___modti3", "___udivti3", "___umodti3", "___dso_handle", "___bzero"}
_OF_COMPILERS |= {"___memcpy_chk", "___memmove_chk", "___memset_chk", "___strcpy_chk"}


def _zigs_folder():
    told = subprocess.run([_ZIG, "env"], capture_output=True, text=True, check=True).stdout
    return pathlib.Path(re.search(r'\.lib_dir = "([^"]*)"', told)[1])


def symbols(machine):
    """Names as a program asks for them, and beside them `$ld$hide$os10.4$NAME` and the like: not there in that version."""
    text = (_zigs_folder() / "libc/darwin/libSystem.tbd").read_text("utf-8")
    wanted = {"arm64": {"arm64-macos", "arm64e-macos"}, "x86_64": {"x86_64-macos"}}[machine]
    found = set()
    for targets, names in _LISTED.findall(text):
        if wanted & {target.strip() for target in targets.split(",")}:
            found |= {name.strip().strip("'") for name in names.split(",")}
    return found


def are_there_in(version, machine, names):
    """What clang complains of where a program for that macOS calls all of these; "" for nothing."""
    functions = sorted({name[1:].split("$")[0] for name in names if name not in _OF_COMPILERS})
    includes = "".join(f"#include <{header}>\n" for header in _HEADERS)
    uses = "".join(f"    (const void*)&{name},\n" for name in functions)
    source = f"{includes}const void* const used[] = {{\n{uses}}};\n"
    target = f"{ {'arm64': 'aarch64'}.get(machine, machine)}-macos.{version}-none"
    how = ["-std=gnu17", "-Wno-everything", "-Werror=unguarded-availability", "-Werror=unguarded-availability-new"]
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "used.c").write_text(source)
        words = [_ZIG, "cc", f"--target={target}", *how, "-c", "used.c", "-o", "used.o"]
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    return done.stderr if done.returncode else ""
