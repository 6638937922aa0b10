# Address and undefined-behaviour sanitizers; any report ends the program. WEIGHBRIDGE_FUZZ, with clang: the fuzz targets too, which
# steer by what fuzzer-no-link counts.
if(WEIGHBRIDGE_SANITIZE)
  set(sanitizers address,undefined)
  # vptr is left out: it needs RTTI, which the core is built without.
  add_compile_options(-fsanitize=${sanitizers} -fno-sanitize=vptr -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${sanitizers})
  if(WEIGHBRIDGE_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
  endif()
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Debug")
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
endif()
