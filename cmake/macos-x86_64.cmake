# The command for macOS on Intel. Libc++ asks for aligned_alloc(), which came with macOS 10.15.
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(zig_target x86_64-macos.10.15-none)
include(${CMAKE_CURRENT_LIST_DIR}/macos.cmake)
