# sizeof of every type HDF5 asks about: both targets are 64-bit Linux or wasm32 with musl.
set(word ${CMAKE_SIZEOF_VOID_P})
foreach(bits 8 16 32 64)
  math(EXPR bytes "${bits} / 8")
  set(fast ${bytes})
  if(bits EQUAL 16 OR bits EQUAL 32)
    set(fast ${word})  # int_fast16_t and int_fast32_t are machine words
  endif()
  foreach(sign INT UINT)
    set(H5_SIZEOF_${sign}${bits}_T ${bytes})
    set(H5_SIZEOF_${sign}_LEAST${bits}_T ${bytes})
    set(H5_SIZEOF_${sign}_FAST${bits}_T ${fast})
  endforeach()
endforeach()
foreach(pair BOOL=1 CHAR=1 SHORT=2 INT=4 UNSIGNED=4 FLOAT=4 DOUBLE=8 LONG_LONG=8 OFF_T=8 TIME_T=8 LONG_DOUBLE=16 _FLOAT16=0
    LONG=${word} SIZE_T=${word} SSIZE_T=${word} PTRDIFF_T=${word})
  string(REGEX MATCH "^([^=]+)=(.*)$" ignored ${pair})
  set(H5_SIZEOF_${CMAKE_MATCH_1} ${CMAKE_MATCH_2})
endforeach()
