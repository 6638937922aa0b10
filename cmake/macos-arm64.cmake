# The command for macOS on Apple's processors, which macOS 11 is the first for. Zig signs it ad hoc: unsigned, it would not be started.
set(CMAKE_SYSTEM_PROCESSOR arm64)
set(zig_target aarch64-macos.11.0-none)
# The same report, byte for byte (cmake/linux-aarch64.cmake).
set(zig_flags "-fsigned-char -ffp-contract=off")
include(${CMAKE_CURRENT_LIST_DIR}/macos.cmake)
