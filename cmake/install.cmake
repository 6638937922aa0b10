# `cmake --install`: the command with its man page and completions, and the core as a static library for find_package(weighbridge).
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/weighbridge)
set(archive_folder ${CMAKE_INSTALL_LIBDIR}/weighbridge)  # many small archives, of no use by themselves

install(TARGETS weighbridge)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/web/public/third-party-licenses.txt TYPE DOC)

# Written by cli/CMakeLists.txt.
if(Python3_FOUND)
  set(documents ${PROJECT_BINARY_DIR}/documents)
  install(FILES ${documents}/weighbridge.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
  install(FILES ${documents}/weighbridge.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME weighbridge)
  install(FILES ${documents}/_weighbridge DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
  install(FILES ${documents}/weighbridge.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
endif()

get_property(modules GLOBAL PROPERTY wb_modules)
set_target_properties(weighbridge_core PROPERTIES EXPORT_NAME core)
target_compile_features(weighbridge_core INTERFACE cxx_std_23)
set_target_properties(weighbridge_inspector PROPERTIES EXPORT_NAME inspector)
install(TARGETS ${modules} weighbridge_core weighbridge_inspector EXPORT weighbridge ARCHIVE DESTINATION ${archive_folder})
install(EXPORT weighbridge NAMESPACE weighbridge:: FILE weighbridge-targets.cmake DESTINATION ${package_folder})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/core/include/weighbridge TYPE INCLUDE)
foreach(library hdf5 z yyjson)
  install(FILES $<TARGET_FILE:deps::${library}> DESTINATION ${archive_folder})
endforeach()
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/weighbridge-config.cmake.in ${PROJECT_BINARY_DIR}/weighbridge-config.cmake
  INSTALL_DESTINATION ${package_folder} PATH_VARS archive_folder NO_CHECK_REQUIRED_COMPONENTS_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/weighbridge-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/weighbridge-config.cmake ${PROJECT_BINARY_DIR}/weighbridge-config-version.cmake
  DESTINATION ${package_folder})
