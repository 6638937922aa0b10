# Address and undefined-behaviour sanitizers; any report ends the program.
if(WEIGHBRIDGE_SANITIZE)
  # vptr is left out: it needs RTTI, which the core is built without.
  add_compile_options(-fsanitize=address,undefined -fno-sanitize=vptr -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Debug")
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
endif()
