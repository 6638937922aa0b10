# HDF5's library with its deflate filter, and nothing else: no tools, high-level or C++ library, parallel I/O, szip, plugins.

# What HDF5's own build finds out about a compiler and system, as answered by g++ 14 on Debian 13 (x86_64) and by emcc 3.1.69: they differ only in
# the sizes below. Left out: what only its optional drivers and tools ask for (fork, sockets, terminals, user names).
foreach(fact
    DEV_T_IS_SCALAR HAVE_ASPRINTF HAVE_ATTRIBUTE HAVE_BUILTIN_EXPECT HAVE_CLOCK_GETTIME HAVE_DIRENT_H HAVE_DLFCN_H HAVE_FCNTL
    HAVE_FEATURES_H HAVE_FILTER_DEFLATE HAVE_FLOCK HAVE_GETTIMEOFDAY HAVE_LIBDL HAVE_LIBM HAVE_LIBZ HAVE_PREADWRITE
    HAVE_STAT_ST_BLOCKS HAVE_STRCASESTR HAVE_STRDUP HAVE_SYMLINK HAVE_SYS_FILE_H HAVE_SYS_RESOURCE_H HAVE_SYS_STAT_H HAVE_SYS_TIME_H
    HAVE_SYS_TYPES_H HAVE_TIMEZONE HAVE_TMPFILE HAVE_TM_GMTOFF HAVE_UNISTD_H HAVE_VASPRINTF HAVE_ZLIB_H
    IGNORE_DISABLED_FILE_LOCKS LDOUBLE_TO_LLONG_ACCURATE LLONG_TO_LDOUBLE_CORRECT SYSTEM_SCOPE_THREADS USE_114_API_DEFAULT
    USE_FILE_LOCKING WANT_DATA_ACCURACY WANT_DCONV_EXCEPTION)
  set(H5_${fact} 1)
endforeach()
if(WIN32)  # as its own build finds with mingw-w64; what is POSIX' alone has a counterpart in HDF5's sources
  foreach(fact
      DEV_T_IS_SCALAR HAVE_ASPRINTF HAVE_CLOCK_GETTIME HAVE_DLFCN_H HAVE_FCNTL HAVE_FEATURES_H HAVE_FLOCK HAVE_LIBDL HAVE_PREADWRITE
      HAVE_STAT_ST_BLOCKS HAVE_STRCASESTR HAVE_SYMLINK HAVE_SYS_FILE_H HAVE_SYS_RESOURCE_H HAVE_TIMEZONE HAVE_TM_GMTOFF HAVE_VASPRINTF)
    unset(H5_${fact})
  endforeach()
  foreach(fact HAVE_MINGW HAVE_WIN32_API HAVE_WINDOWS)
    set(H5_${fact} 1)
  endforeach()
endif()
if(APPLE)
  unset(H5_HAVE_FEATURES_H)
  set(H5_HAVE_DARWIN 1)  # no call reads 2 GiB or more
endif()
include(sizes.cmake)
set(H5_DEFAULT_PLUGINDIR "/nonexistent")
set(H5_FC_FUNC "H5_FC_FUNC(name,NAME) name ## _")
set(H5_FC_FUNC_ "H5_FC_FUNC_(name,NAME) name ## _")
set(HDF5_PACKAGE "hdf5")
file(STRINGS ${HDF5_SOURCE}/src/H5public.h info REGEX "define H5_VERS_INFO")
string(REGEX MATCH "[0-9]+\\.[0-9]+\\.[0-9]+" HDF5_PACKAGE_VERSION "${info}")
set(HDF5_PACKAGE_VERSION_STRING ${HDF5_PACKAGE_VERSION})
set(generated ${CMAKE_CURRENT_BINARY_DIR}/hdf5)
configure_file(${HDF5_SOURCE}/config/cmake/H5pubconf.h.in ${generated}/H5pubconf.h)
configure_file(${HDF5_SOURCE}/src/H5build_settings.off.c.in ${generated}/H5build_settings.c COPYONLY)

file(GLOB sources ${HDF5_SOURCE}/src/H5*.c)
# Drivers for other systems, and for storage that a build has to be configured for; what only HDF5's own tests call.
set(other_systems windows)
if(WIN32)
  set(other_systems none)
endif()
list(FILTER sources EXCLUDE REGEX "/H5(FD(hdfs|ros3|s3comms|mirror|direct|mpi|mpio|${other_systems})|[A-Z0-9]+test)\\.c$")
# But these, which define a class that HDF5's own tables name.
list(APPEND sources ${HDF5_SOURCE}/src/H5B2test.c ${HDF5_SOURCE}/src/H5EAtest.c ${HDF5_SOURCE}/src/H5FAtest.c)

# HDF5 registers 182 functions for pairs of native number types, which are faster than its general ones and do the same; 150 KB of
# wasm, and a fifth of the time to compile all of HDF5. Without them in both builds, since both must convert alike.
function(without_native_conversions stem pattern replacement)
  file(READ ${HDF5_SOURCE}/src/${stem}.c text)
  string(REGEX REPLACE "${pattern}" "${replacement}" replaced "${text}")
  if(replaced STREQUAL text)
    message(FATAL_ERROR "HDF5's ${stem}.c no longer has conversions of the known form: ${pattern}")
  endif()
  file(WRITE ${generated}/${stem}.c "${replaced}")
endfunction()
without_native_conversions(H5T "H5T__register_int\\(H5T_PERS_HARD, \"[a-z0-9_]+\",[^;]*;" "0;")
without_native_conversions(H5Tconv_integer "    H5T_CONV_[A-Za-z]+\\([^;#]*\\);" "    return FAIL;")
without_native_conversions(H5Tconv_float "    H5T_CONV_[A-Za-z]+\\([^;#]*\\);" "    return FAIL;")
list(FILTER sources EXCLUDE REGEX "/H5T(conv_integer|conv_float)?\\.c$")
list(APPEND sources ${generated}/H5T.c ${generated}/H5Tconv_integer.c ${generated}/H5Tconv_float.c)

if(EMSCRIPTEN)
  list(FILTER sources EXCLUDE REGEX "/H5(FDcore|FDfamily|FDlog|FDmulti|FDonion[a-z_]*|FDsplitter|FDstdio|VLpassthru|Ztrans)\\.c$")
  list(APPEND sources hdf5_read_only.c)
  set_source_files_properties(${HDF5_SOURCE}/src/H5VLnative.c hdf5_read_only.c PROPERTIES
    COMPILE_OPTIONS "-include;${CMAKE_CURRENT_SOURCE_DIR}/hdf5_read_only.h")
endif()

add_library(hdf5 STATIC ${sources} ${generated}/H5build_settings.c)
include(hdf5_unity.cmake)
target_include_directories(hdf5 PRIVATE ${generated} ${HDF5_SOURCE}/src ${HDF5_SOURCE}/src/H5FDsubfiling ${ZLIB_SOURCE})
target_compile_definitions(hdf5 PRIVATE _GNU_SOURCE)
target_compile_options(hdf5 PRIVATE -std=gnu11 -w)  # its warnings are its authors' business
install(TARGETS hdf5)

file(GLOB headers ${HDF5_SOURCE}/src/H5*.h ${HDF5_SOURCE}/src/H5FDsubfiling/H5FD*.h ${HDF5_SOURCE}/src/hdf5.h)
list(FILTER headers EXCLUDE REGEX "(private|_priv|pkg|module)\\.h$")
install(FILES ${headers} ${generated}/H5pubconf.h TYPE INCLUDE)
