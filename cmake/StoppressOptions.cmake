# What every target is compiled and linked with.
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  # The precompiled header carries times and paths that ccache must not take for differences.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE_PROGRAM})
endif()

if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  find_program(LLD_PROGRAM NAMES ld.lld-19 ld.lld)
  if(LLD_PROGRAM)
    add_link_options(--ld-path=${LLD_PROGRAM})
  endif()
endif()

add_library(stoppress_options INTERFACE)
target_include_directories(stoppress_options INTERFACE "${CMAKE_SOURCE_DIR}/src" "${CMAKE_BINARY_DIR}/include")
target_compile_options(stoppress_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
                                                   -Woverloaded-virtual -Wimplicit-fallthrough -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  target_compile_options(stoppress_options INTERFACE -Wthread-safety "SHELL:-Xclang -fno-pch-timestamp")
else()
  # GCC 12 reports these wrongly in optimised std::string, std::variant and coroutine code, and takes the constants in `size += x ? 1 : 0`
  # for signed numbers; clang, which compiles all the same sources, watches over signs.
  target_compile_options(stoppress_options INTERFACE -Wno-restrict -Wno-maybe-uninitialized -Wno-subobject-linkage -Wno-dangling-pointer -Wno-array-bounds
                                                     -Wno-stringop-overflow -Wno-stringop-overread -Wno-free-nonheap-object -Wno-sign-conversion)
endif()

# Hardening of the released program.
target_compile_options(stoppress_options INTERFACE -pthread -fPIE -fstack-protector-strong -fstack-clash-protection -fno-omit-frame-pointer)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|amd64")
  target_compile_options(stoppress_options INTERFACE -fcf-protection)
endif()
target_compile_definitions(stoppress_options INTERFACE _GLIBCXX_ASSERTIONS BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_DISABLE_BOOST_DATE_TIME)
if(CMAKE_BUILD_TYPE MATCHES "Release|RelWithDebInfo" AND NOT STOPPRESS_SANITIZE)
  target_compile_definitions(stoppress_options INTERFACE _FORTIFY_SOURCE=3)
endif()
target_link_options(stoppress_options INTERFACE -Wl,-z,relro,-z,now,-z,noexecstack)
if(STOPPRESS_SANITIZE)
  # Half a million addresses of what a sanitizer notes would have to be relocated at each start: a fifth of its time.
  target_link_options(stoppress_options INTERFACE -no-pie)
else()
  target_link_options(stoppress_options INTERFACE -pie)
endif()

if(STOPPRESS_SANITIZE)
  add_compile_options(-fsanitize=${STOPPRESS_SANITIZE} -fno-sanitize-recover=all
                      # SOCI keeps the type information of its SQLite backend to itself, which this check would link to.
                      -fno-sanitize=vptr)
  add_link_options(-fsanitize=${STOPPRESS_SANITIZE})
endif()
if(STOPPRESS_FUZZ)
  # Coverage in all of our code; each target brings the fuzzer's main itself.
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
