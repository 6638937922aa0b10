# Sourced by `run`: does this machine have the build's tools itself, whatever system it is?

version_of() { "$@" --version 2>/dev/null | grep -oE '[0-9]+\.[0-9]+(\.[0-9]+)?' | sed -n 1p; }

# lacks COMMAND VERSION: prints what is wrong with it, and nothing where it is new enough.
lacks() {
  local found
  command -v "$1" >/dev/null || { echo "$1 $2"; return; }
  found=$(version_of "$1")
  [ "$(printf '%s\n%s\n' "$2" "$found" | sort -V | sed -n 1p)" = "$2" ] || echo "$1 $2 (it is ${found:-of no known version})"
}

# missing_tools serve|all: one a line, what a build with this machine's own tools lacks. HDF5 and the core need C++23's std::expected.
missing_tools() {
  lacks emcc 3.1.69
  lacks cmake 3.25
  lacks ninja 1.10
  lacks node 20.19
  lacks npm 9.0
  lacks python3 3.9
  [ "$1" = all ] || return 0
  printf '#include <expected>\nstd::expected<int, int> f();\n' | "${CXX:-c++}" -std=c++23 -fsyntax-only -x c++ - 2>/dev/null ||
    echo "a C++23 compiler with std::expected (g++ 13, clang 17 or newer)"
}
