# Run while building: writes OUTPUT, which holds all files below BASE, whatever their names. See stoppress_embed_built.
cmake_policy(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/StoppressEmbed.cmake")
file(GLOB_RECURSE files LIST_DIRECTORIES false RELATIVE "${BASE}" "${BASE}/*")
list(SORT files COMPARE STRING CASE SENSITIVE)
stoppress_write_embedded("${NAME}" "${BASE}" "${OUTPUT}" ${files})
# configure_file leaves a file alone that has not changed, but the files that it names have.
file(TOUCH "${OUTPUT}")
