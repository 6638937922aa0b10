# Emscripten's own toolchain file, wherever its SDK lies: beside the emcc that is found, in $EMSDK, or where Debian puts it.
find_program(emcc_found NAMES emcc PATHS $ENV{EMSDK}/upstream/emscripten)
if(NOT emcc_found)
  message(FATAL_ERROR "There is no emcc. Install Emscripten 3.1.69 or newer, or build in scripts/environment/run.")
endif()
file(REAL_PATH ${emcc_found} emcc_real)
cmake_path(GET emcc_real PARENT_PATH emcc_folder)
find_file(emscripten_toolchain Emscripten.cmake NO_CMAKE_FIND_ROOT_PATH NO_DEFAULT_PATH
  PATHS ${emcc_folder} $ENV{EMSDK}/upstream/emscripten /usr/share/emscripten /usr/lib/emscripten
  PATH_SUFFIXES cmake/Modules/Platform)
if(NOT emscripten_toolchain)
  message(FATAL_ERROR "${emcc_found} is there, but not its cmake/Modules/Platform/Emscripten.cmake; set EMSDK to the SDK's folder.")
endif()
include(${emscripten_toolchain})
