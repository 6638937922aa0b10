# HDF5's packages (H5A attributes, H5D datasets, ...), each compiled as one file: half of the processor time, which went into the
# same headers again and again. A file names its package by the header H5<package>module.h that it includes.

# These define a name of their package's once more, with another meaning, or need a package's test declarations.
set(alone H5B2test H5EAtest H5FAtest H5Aint H5FSdbg H5FSsection H5EAsblock H5Oattr H5Odtype H5Ofill H5Olink H5Omessage H5Opline H5Osdspace H5Tprecis H5Zscaleoffset)
set_target_properties(hdf5 PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
foreach(source IN LISTS sources)
  cmake_path(GET source STEM stem)
  file(STRINGS ${source} module REGEX "^#include \"H5[A-Z0-9]+module\\.h\"" LIMIT_COUNT 1)
  if(module MATCHES "H5[A-Z0-9]+module" AND NOT stem IN_LIST alone)
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${CMAKE_MATCH_0})
  endif()
endforeach()
