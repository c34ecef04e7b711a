# Headers compiled once for all: `precompiled` for the libraries, `precompiled_unoptimised` for those that are compiled so, `precompiled_test`
# for the tests.
# stoppress_precompile(target precompiled): the target begins with it.
function(stoppress_precompiled name header)
  file(WRITE "${CMAKE_BINARY_DIR}/${name}.cpp" "")
  add_library(stoppress_${name} OBJECT "${CMAKE_BINARY_DIR}/${name}.cpp")
  target_precompile_headers(stoppress_${name} PRIVATE "${CMAKE_SOURCE_DIR}/cmake/${header}.hpp")
  target_link_libraries(stoppress_${name} PRIVATE stoppress_options fmt::fmt spdlog::spdlog ${ARGN})
endfunction()

function(stoppress_precompile target name)
  target_precompile_headers(${target} REUSE_FROM stoppress_${name})
endfunction()

set(STOPPRESS_UNOPTIMISED -O0 -U_FORTIFY_SOURCE)
stoppress_precompiled(precompiled precompiled)
if(STOPPRESS_SANITIZE AND NOT STOPPRESS_FUZZ)
  stoppress_precompiled(precompiled_unoptimised precompiled)
  target_compile_options(stoppress_precompiled_unoptimised PRIVATE ${STOPPRESS_UNOPTIMISED})
endif()
if(STOPPRESS_TESTS)
  # Tests are compiled far longer than they run.
  stoppress_precompiled(precompiled_test precompiled_test GTest::gmock)
  target_compile_options(stoppress_precompiled_test PRIVATE ${STOPPRESS_UNOPTIMISED})
endif()
