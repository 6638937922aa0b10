# The command for 64-bit ARM Linux, static, compiled on any Linux by zig, with musl.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(zig_target aarch64-linux-musl)
# The same report, byte for byte: on ARM char has no sign, and a product and a sum are rounded once, unless told otherwise.
set(zig_flags "-fsigned-char -ffp-contract=off")
include(${CMAKE_CURRENT_LIST_DIR}/zig.cmake)
