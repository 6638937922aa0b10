# wb_in_parts(<target>): cuts the linked module in two. weighbridge.wasm keeps the functions that one in six files calls while it is judged, of
# those that real Keras wrote, but for those that few people have (profile.mjs); not what only files need that were made of them by hand (`derived`). The others
# are weighbridge-rest.wasm, which hosts fetch behind it and add (glue.js). Which is where decides how soon a verdict is there, never what it says:
# docs/decisions/0012-two-parts.md.
execute_process(COMMAND em-config BINARYEN_ROOT OUTPUT_VARIABLE binaryen OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
find_program(WASM_SPLIT wasm-split HINTS ${binaryen}/bin REQUIRED NO_CMAKE_FIND_ROOT_PATH)
find_program(WASM_OPT wasm-opt HINTS ${binaryen}/bin REQUIRED NO_CMAKE_FIND_ROOT_PATH)
find_program(NODE node REQUIRED NO_CMAKE_FIND_ROOT_PATH)

set(parts_folder ${PROJECT_SOURCE_DIR}/wasm/parts)
set(split_flags --enable-bulk-memory --enable-sign-ext --enable-mutable-globals --enable-nontrapping-float-to-int --enable-multivalue
  --enable-reference-types --enable-simd)  # what Emscripten 3.1.69 links for, and later ones

function(wb_in_parts target)
  target_link_options(${target} PRIVATE --pre-js=${parts_folder}/glue.js)
  set(fixtures ${PROJECT_SOURCE_DIR}/tests/fixtures/corpus.tar.xz ${PROJECT_SOURCE_DIR}/tests/fixtures/newest.tar.xz)
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS ${fixtures} ${parts_folder}/glue.js ${parts_folder}/profile.mjs
    ${parts_folder}/move_table.mjs ${parts_folder}/parts.cmake)
  set(work ${PROJECT_BINARY_DIR}/parts)
  file(MAKE_DIRECTORY ${work}/fixtures)
  list(TRANSFORM fixtures REPLACE "(.+)" "COMMAND;${CMAKE_COMMAND};-E;tar;xf;\\1" OUTPUT_VARIABLE unpack)
  add_custom_command(TARGET ${target} POST_BUILD
    WORKING_DIRECTORY ${work}/fixtures
    ${unpack}
    COMMAND ${CMAKE_COMMAND} -E rm -rf derived
    COMMAND ${CMAKE_COMMAND} -E rename ${PROJECT_BINARY_DIR}/weighbridge.wasm ${work}/whole.wasm
    COMMAND ${WASM_SPLIT} --instrument ${split_flags} ${work}/whole.wasm -o ${work}/counting.wasm
    COMMAND ${NODE} ${parts_folder}/profile.mjs ${PROJECT_BINARY_DIR}/weighbridge.mjs ${work}/whole.wasm ${work}/counting.wasm ${work}/profile
      ${PROJECT_SOURCE_DIR}/web/public/examples .
    COMMAND ${WASM_SPLIT} ${split_flags} --generate-stack-ir --optimize-stack-ir --profile=${work}/profile --import-namespace=primary
      ${work}/whole.wasm -o1 ${PROJECT_BINARY_DIR}/weighbridge.wasm -o2 ${PROJECT_BINARY_DIR}/weighbridge-rest.wasm
    COMMAND ${WASM_OPT} ${split_flags} -Oz --converge ${PROJECT_BINARY_DIR}/weighbridge.wasm -o ${PROJECT_BINARY_DIR}/weighbridge.wasm
    COMMAND ${WASM_OPT} ${split_flags} -Oz --converge ${PROJECT_BINARY_DIR}/weighbridge-rest.wasm -o ${PROJECT_BINARY_DIR}/weighbridge-rest.wasm
    COMMAND ${NODE} ${parts_folder}/move_table.mjs ${PROJECT_BINARY_DIR}/weighbridge.wasm ${PROJECT_BINARY_DIR}/weighbridge-rest.wasm
    BYPRODUCTS ${PROJECT_BINARY_DIR}/weighbridge-rest.wasm
    COMMENT "Cutting the module in two" VERBATIM)
endfunction()
