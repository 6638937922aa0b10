# What the build needs of a compiler, said in one sentence instead of a page of errors; and the compiler cache, where there is one.
include(CheckCXXSourceCompiles)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)  # compiled, not linked: emcc takes seconds to link
set(CMAKE_REQUIRED_FLAGS "-std=c++23")
check_cxx_source_compiles("#include <expected>\nint main() { return std::expected<int, int>(0).value(); }" compiler_has_expected)
unset(CMAKE_REQUIRED_FLAGS)
unset(CMAKE_TRY_COMPILE_TARGET_TYPE)
if(NOT compiler_has_expected)
  message(FATAL_ERROR "${CMAKE_CXX_COMPILER} has no std::expected: g++ 13, clang 17 with libc++, or emcc 3.1.69 have it. "
    "Or build with Debian 13's tools: scripts/environment/run cmake --preset dev")
endif()
find_program(CCACHE ccache)
foreach(language C CXX)
  if(CCACHE AND NOT CMAKE_${language}_COMPILER_LAUNCHER)
    set(CMAKE_${language}_COMPILER_LAUNCHER ${CCACHE})
  endif()
endforeach()
