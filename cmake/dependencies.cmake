# HDF5, zlib and yyjson for the target at hand, as imported static libraries (deps::hdf5, deps::z, deps::yyjson). The script builds them
# once from pinned sources and afterwards only prints where they are.
if(EMSCRIPTEN)
  set(dependency_target wasm)
elseif(WEIGHBRIDGE_SANITIZE)
  set(dependency_target sanitized)
elseif(CMAKE_CROSSCOMPILING)
  cmake_path(GET CMAKE_TOOLCHAIN_FILE STEM dependency_target)
else()
  set(dependency_target native)
endif()
execute_process(
  COMMAND ${PROJECT_SOURCE_DIR}/scripts/environment/build-dependencies ${dependency_target}
  OUTPUT_VARIABLE dependency_prefix OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
# A changed pin or flag must not leave an old library linked.
file(GLOB dependency_recipe CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/cmake/dependencies/*)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${dependency_recipe}
  ${PROJECT_SOURCE_DIR}/scripts/environment/sources.txt ${PROJECT_SOURCE_DIR}/scripts/environment/flags.sh
  ${PROJECT_SOURCE_DIR}/scripts/environment/build-dependencies)

foreach(library hdf5 z yyjson)
  add_library(deps::${library} STATIC IMPORTED GLOBAL)
  set_target_properties(deps::${library} PROPERTIES
    IMPORTED_LOCATION ${dependency_prefix}/lib/lib${library}.a
    INTERFACE_INCLUDE_DIRECTORIES ${dependency_prefix}/include)
endforeach()
set_property(TARGET deps::hdf5 PROPERTY INTERFACE_LINK_LIBRARIES deps::z m ${CMAKE_DL_LIBS})

# toml++ is headers alone, and the same for every target, so the build environment's package serves for both. Its folder is copied: beside it
# in /usr/include are headers that the WebAssembly compiler must not see.
find_path(tomlplusplus_include toml++/toml.hpp REQUIRED NO_CMAKE_FIND_ROOT_PATH PATHS /usr/include /usr/local/include /opt/homebrew/include
  DOC "toml++ 3.4: Debian's libtomlplusplus-dev")
file(COPY ${tomlplusplus_include}/toml++ DESTINATION ${PROJECT_BINARY_DIR}/include)
add_library(deps::toml INTERFACE IMPORTED GLOBAL)
target_include_directories(deps::toml SYSTEM INTERFACE ${PROJECT_BINARY_DIR}/include)
