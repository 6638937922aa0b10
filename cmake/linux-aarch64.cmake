# The command for 64-bit ARM Linux, static, compiled on any Linux: by zig, which is clang with musl and libc++ (scripts/environment/cross/zig).
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(cross ${CMAKE_CURRENT_LIST_DIR}/../scripts/environment/cross)
foreach(language C CXX)
  set(CMAKE_${language}_COMPILER_TARGET aarch64-linux-musl)
  # The same report, byte for byte: on ARM char has no sign, and a product and a sum are rounded once, unless told otherwise.
  set(CMAKE_${language}_FLAGS_INIT "-fsigned-char -ffp-contract=off")
  # The compiler is a script of ours, of which ccache can't tell what it is.
  file(SHA256 ${cross}/requirements.txt pins)
  set(CMAKE_${language}_COMPILER_LAUNCHER env CCACHE_COMPILERTYPE=clang CCACHE_COMPILERCHECK=string:${pins} ccache)
endforeach()
set(CMAKE_C_COMPILER ${cross}/cc)
set(CMAKE_CXX_COMPILER ${cross}/c++)
set(CMAKE_AR ${cross}/ar)
set(CMAKE_RANLIB ${cross}/ranlib)
# Nothing only a debugger reads: the wheel takes the command as it is linked.
set(CMAKE_EXE_LINKER_FLAGS_INIT -s)
