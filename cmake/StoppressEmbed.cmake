set(STOPPRESS_EMBED_TEMPLATES "${CMAKE_CURRENT_LIST_DIR}")

# stoppress_embed(TARGET NAME BASE folder PATTERNS glob...)
#
# Sets files into TARGET and makes `#include "generated/NAME_files.hpp"` declare
#     std::span<const base::EmbeddedFile> stoppress::generated::NAME_files();
# ordered by path, paths relative to BASE. PATTERNS are globs below BASE (`*.sql`; with RECURSE they go into sub-folders). Files
# come and go by themselves, and the object is made anew when one of them changes. `.incbin` costs no compile time however big they are.
function(stoppress_embed target name)
  cmake_parse_arguments(EMBED "RECURSE" "BASE" "PATTERNS" ${ARGN})
  cmake_path(ABSOLUTE_PATH EMBED_BASE BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" NORMALIZE)
  list(TRANSFORM EMBED_PATTERNS PREPEND "${EMBED_BASE}/" OUTPUT_VARIABLE globs)
  if(EMBED_RECURSE)
    file(GLOB_RECURSE files CONFIGURE_DEPENDS LIST_DIRECTORIES false RELATIVE "${EMBED_BASE}" ${globs})
  else()
    file(GLOB files CONFIGURE_DEPENDS LIST_DIRECTORIES false RELATIVE "${EMBED_BASE}" ${globs})
  endif()
  list(SORT files COMPARE STRING CASE SENSITIVE)
  list(REMOVE_DUPLICATES files)

  set(folder "${CMAKE_BINARY_DIR}/include/generated")
  set(STOPPRESS_EMBED_NAME "${name}")
  configure_file("${CMAKE_SOURCE_DIR}/cmake/embedded_files.hpp.in" "${folder}/${name}_files.hpp" @ONLY)
  stoppress_write_embedded("${name}" "${EMBED_BASE}" "${folder}/${name}_files.cpp" ${files})
  list(TRANSFORM files PREPEND "${EMBED_BASE}/" OUTPUT_VARIABLE paths)
  set_source_files_properties("${folder}/${name}_files.cpp" PROPERTIES OBJECT_DEPENDS "${paths}")
  stoppress_embedded_library(${target} ${name})
endfunction()

# stoppress_write_embedded(NAME BASE OUTPUT path...): the source that holds the files BASE/path.
function(stoppress_write_embedded name base output)
  set(assembly "")
  set(symbols "")
  set(rows "")
  set(number 0)
  foreach(path IN LISTS ARGN)
    set(symbol "stoppress_embedded_${name}_${number}")
    string(APPEND assembly "__asm__(\".pushsection .rodata.stoppress_embedded,\\\"a\\\"\\n\"\n        \"${symbol}: .incbin \\\"${base}/${path}\\\"\\n\"\n"
                           "        \"${symbol}_end: .byte 0\\n.popsection\\n\");\n")
    string(APPEND symbols "    extern const char ${symbol}[] STOPPRESS_HIDDEN;\n    extern const char ${symbol}_end[] STOPPRESS_HIDDEN;\n")
    string(APPEND rows "        EmbeddedFile{\"${path}\", bytes(${symbol}, ${symbol}_end)},\n")
    math(EXPR number "${number} + 1")
  endforeach()

  set(STOPPRESS_EMBED_NAME "${name}")
  set(STOPPRESS_EMBED_COUNT "${number}")
  set(STOPPRESS_EMBED_ASSEMBLY "${assembly}")
  set(STOPPRESS_EMBED_SYMBOLS "${symbols}")
  set(STOPPRESS_EMBED_ROWS "${rows}")
  configure_file("${STOPPRESS_EMBED_TEMPLATES}/embedded_files.cpp.in" "${output}" @ONLY)
endfunction()

# stoppress_embedded_library(TARGET NAME): generated/NAME_files.cpp becomes part of TARGET.
function(stoppress_embedded_library target name)
  set(source "${CMAKE_BINARY_DIR}/include/generated/${name}_files.cpp")
  set_source_files_properties("${source}" PROPERTIES SKIP_PRECOMPILE_HEADERS ON SKIP_UNITY_BUILD_INCLUSION ON)
  add_library(stoppress_${name}_files STATIC "${source}")
  target_link_libraries(stoppress_${name}_files PRIVATE stoppress_options)
  get_target_property(type ${target} TYPE)
  if(type STREQUAL "INTERFACE_LIBRARY")
    target_link_libraries(${target} INTERFACE stoppress_${name}_files)
  else()
    target_link_libraries(${target} PUBLIC stoppress_${name}_files)
  endif()
endfunction()

# stoppress_embed_built(TARGET NAME FOLDER folder SOURCES file... COMMAND command...)
#
# The same for files that COMMAND makes in FOLDER, whose names are known only then. It runs again when one of SOURCES has changed.
function(stoppress_embed_built target name)
  cmake_parse_arguments(BUILT "" "FOLDER" "SOURCES;COMMAND" ${ARGN})
  set(folder "${CMAKE_BINARY_DIR}/include/generated")
  set(STOPPRESS_EMBED_NAME "${name}")
  configure_file("${CMAKE_SOURCE_DIR}/cmake/embedded_files.hpp.in" "${folder}/${name}_files.hpp" @ONLY)
  add_custom_command(
    OUTPUT "${folder}/${name}_files.cpp"
    COMMAND ${BUILT_COMMAND}
    COMMAND "${CMAKE_COMMAND}" -D "NAME=${name}" -D "BASE=${BUILT_FOLDER}" -D "OUTPUT=${folder}/${name}_files.cpp" -P
            "${CMAKE_SOURCE_DIR}/cmake/EmbedBuilt.cmake"
    DEPENDS ${BUILT_SOURCES} "${CMAKE_SOURCE_DIR}/cmake/EmbedBuilt.cmake" "${CMAKE_SOURCE_DIR}/cmake/StoppressEmbed.cmake"
    COMMENT "Building ${name}"
    VERBATIM)
  stoppress_embedded_library(${target} ${name})
endfunction()

# stoppress_npm_packages(FOLDER): FOLDER/node_modules as its lockfile says.
function(stoppress_npm_packages folder)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${folder}/package-lock.json")
  execute_process(COMMAND "${CMAKE_SOURCE_DIR}/tools/install-npm-packages" "${folder}" RESULT_VARIABLE failed)
  if(failed)
    message(FATAL_ERROR "The npm packages of ${folder} are missing.")
  endif()
endfunction()
