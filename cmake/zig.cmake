# What the files for other systems share: zig, which is clang with these systems' C libraries and libc++ (scripts/environment/cross/zig).
# Before it is included: CMAKE_SYSTEM_NAME, CMAKE_SYSTEM_PROCESSOR; zig_target, the system as zig has it; zig_flags, for both languages.
set(cross ${CMAKE_CURRENT_LIST_DIR}/../scripts/environment/cross)
foreach(language C CXX)
  set(CMAKE_${language}_COMPILER_TARGET ${zig_target})
  set(CMAKE_${language}_FLAGS_INIT "${zig_flags}")
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
