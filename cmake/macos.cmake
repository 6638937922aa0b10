# The command for macOS, compiled on any Linux by zig, which brings the headers and a list of what the system's library has.
# Before it is included: CMAKE_SYSTEM_PROCESSOR, as Apple has it; zig_target, with the oldest macOS that the command is for; zig_flags.
set(CMAKE_SYSTEM_NAME Darwin)
include(${CMAKE_CURRENT_LIST_DIR}/zig.cmake)
# CMake insists on this tool, which changes what shared libraries are called; nothing here has any.
set(CMAKE_INSTALL_NAME_TOOL ${CMAKE_COMMAND})
# After linking: what the program defines it uses itself.
set(own_symbols ${cross}/own-symbols)
