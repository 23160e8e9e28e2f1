# Installs the engine beside its build, then configures, builds and runs the
# outside project against it, as someone who embeds cashmatch would.
#
# Usage: cmake -DBUILD=... -DSOURCE=... -DWORK=... -DCOMPILER=... -DTYPE=...
#              -P run.cmake
function(run_step what)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "package test: ${what} failed (${status})")
  endif()
endfunction()

file(REMOVE_RECURSE ${WORK})
run_step("install" ${CMAKE_COMMAND} --install ${BUILD}
  --component development --prefix ${WORK}/prefix)
run_step("configure" ${CMAKE_COMMAND} -S ${SOURCE} -B ${WORK}/build -G Ninja
  -DCMAKE_BUILD_TYPE=${TYPE} -DCMAKE_CXX_COMPILER=${COMPILER}
  -DCMAKE_PREFIX_PATH=${WORK}/prefix)
run_step("build" ${CMAKE_COMMAND} --build ${WORK}/build)
run_step("run" ${WORK}/build/embeds_cashmatch)
