# wb_project_address(<target> <key> <definition>): an address of project.json, where each is said once, for the command, the page and the
# site; "" where nobody has said it.
function(wb_project_address target key definition)
  file(READ ${PROJECT_SOURCE_DIR}/project.json project)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/project.json)
  string(JSON address GET ${project} ${key})
  target_compile_definitions(${target} PRIVATE ${definition}="${address}")
endfunction()

# wb_module(<name> [DEPENDS <library>...] [PRIVATE <library>...]): the *.cc files of the folder and its rooms as one static library.
# DEPENDS are the modules below it (the direction of docs/architecture.md); PRIVATE are third-party libraries that its
# headers do not show. A folder without sources is a header-only library.
function(wb_module name)
  cmake_parse_arguments(arg "" "" "DEPENDS;PRIVATE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS *.cc)
  set(visibility PUBLIC)
  if(sources)
    add_library(${name} STATIC ${sources})
    # No exceptions across module edges, none in the core; the wasm module is built without them altogether.
    target_compile_options(${name} PRIVATE -fno-exceptions -fno-rtti)
    target_link_libraries(${name} PRIVATE $<BUILD_INTERFACE:wb_warnings> ${arg_PRIVATE})
  else()
    set(visibility INTERFACE)
    add_library(${name} INTERFACE)
  endif()
  target_include_directories(${name} ${visibility}
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/core/include> $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/core> $<INSTALL_INTERFACE:include>)
  set_property(GLOBAL APPEND PROPERTY wb_modules ${name})  # what install.cmake installs
  target_link_libraries(${name} ${visibility} ${arg_DEPENDS})
endfunction()
