# The command for 64-bit Windows on Intel, compiled on any Linux: by zig, which is clang with mingw-w64 and libc++ (scripts/environment/cross/zig).
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(cross ${CMAKE_CURRENT_LIST_DIR}/../scripts/environment/cross)
foreach(language C CXX)
  set(CMAKE_${language}_COMPILER_TARGET x86_64-windows-gnu)
  # The compiler is a script of ours, of which ccache can't tell what it is.
  file(SHA256 ${cross}/requirements.txt pins)
  set(CMAKE_${language}_COMPILER_LAUNCHER env CCACHE_COMPILERTYPE=clang CCACHE_COMPILERCHECK=string:${pins} ccache)
endforeach()
set(CMAKE_C_COMPILER ${cross}/cc)
set(CMAKE_CXX_COMPILER ${cross}/c++)
set(CMAKE_AR ${cross}/ar)
set(CMAKE_RANLIB ${cross}/ranlib)
set(CMAKE_RC_COMPILER ${cross}/rc)
# Nothing only a debugger reads: the wheel takes the command as it is linked.
set(CMAKE_EXE_LINKER_FLAGS_INIT -s)
