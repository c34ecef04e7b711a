# Headers compiled once for all: `precompiled` for the libraries, `precompiled_test` for their tests.
# stoppress_precompile(target precompiled): the target begins with it.
function(stoppress_precompiled name)
  file(WRITE "${CMAKE_BINARY_DIR}/${name}.cpp" "")
  add_library(stoppress_${name} OBJECT "${CMAKE_BINARY_DIR}/${name}.cpp")
  target_precompile_headers(stoppress_${name} PRIVATE "${CMAKE_SOURCE_DIR}/cmake/${name}.hpp")
  target_link_libraries(stoppress_${name} PRIVATE stoppress_options fmt::fmt spdlog::spdlog ${ARGN})
endfunction()

function(stoppress_precompile target name)
  target_precompile_headers(${target} REUSE_FROM stoppress_${name})
endfunction()

stoppress_precompiled(precompiled)
if(STOPPRESS_TESTS)
  # Tests are compiled far longer than they run.
  set(STOPPRESS_TEST_OPTIONS -O0 -U_FORTIFY_SOURCE)
  stoppress_precompiled(precompiled_test GTest::gmock)
  target_compile_options(stoppress_precompiled_test PRIVATE ${STOPPRESS_TEST_OPTIONS})
endif()
