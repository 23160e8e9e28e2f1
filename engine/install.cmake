# What `cmake --install` puts where, so that another project can say
# find_package(cashmatch) and link cashmatch::engine. Included from the top.
#
# Components: `runtime` is the program, `development` the engine's libraries,
# its public headers and the package files.
include(CMakePackageConfigHelpers)

set(cashmatch_public_libraries
  base fuzzy sums model book intake identify propose resolve wait commit engine)
set(cashmatch_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/cashmatch)

foreach(name ${cashmatch_public_libraries})
  if(NOT TARGET cashmatch_${name})
    continue()
  endif()
  # The same name inside this build and after find_package.
  add_library(cashmatch::${name} ALIAS cashmatch_${name})
  set_target_properties(cashmatch_${name} PROPERTIES EXPORT_NAME ${name})
  target_compile_features(cashmatch_${name} INTERFACE cxx_std_20)
  target_include_directories(cashmatch_${name} INTERFACE
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/cashmatch>)
  install(TARGETS cashmatch_${name} EXPORT cashmatchTargets
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
endforeach()

# The door, the nouns and the book's public view; the stages stay inside.
install(FILES engine/engine.h engine/fold_lumps.h engine/join_advice.h engine/lend_words.h
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/cashmatch/engine
  COMPONENT development)
install(FILES engine/book/book.h
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/cashmatch/engine/book
  COMPONENT development)
install(DIRECTORY engine/base engine/model
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/cashmatch/engine
  COMPONENT development
  FILES_MATCHING PATTERN "*.h")

install(EXPORT cashmatchTargets NAMESPACE cashmatch::
  DESTINATION ${cashmatch_package_dir} COMPONENT development)
configure_package_config_file(
  ${PROJECT_SOURCE_DIR}/engine/cashmatchConfig.cmake.in
  ${PROJECT_BINARY_DIR}/cashmatchConfig.cmake
  INSTALL_DESTINATION ${cashmatch_package_dir})
write_basic_package_version_file(
  ${PROJECT_BINARY_DIR}/cashmatchConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/cashmatchConfig.cmake
  ${PROJECT_BINARY_DIR}/cashmatchConfigVersion.cmake
  DESTINATION ${cashmatch_package_dir} COMPONENT development)

if(TARGET cashmatch)
  install(TARGETS cashmatch
    RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT runtime)
endif()
