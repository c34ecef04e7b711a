# Run while building: writes into FOLDER, for each table of SCHEMA, the statements copy.TABLE.read and copy.TABLE.write, by which a site is
# moved to another database and two databases are compared. They have every column, in the order of the schema, and read in the order of the
# primary key. An empty text stands for null in a column that may be null.
cmake_policy(VERSION 3.25)

# Copied by code: its rows differ between the databases.
set(left_out view_log)

file(READ "${SCHEMA}" schema)
string(REPLACE ";" "@" schema "${schema}")
string(REGEX MATCHALL "CREATE TABLE [a-z_]+ \\([^@]*@" tables "${schema}")
file(REMOVE_RECURSE "${FOLDER}")
foreach(text IN LISTS tables)
  string(REGEX MATCH "^CREATE TABLE ([a-z_]+) \\((.*)\\) STRICT" _ "${text}")
  set(table "${CMAKE_MATCH_1}")
  set(body "${CMAKE_MATCH_2}")
  if(table STREQUAL "")
    message(FATAL_ERROR "${SCHEMA}: this is not a STRICT table, or it cannot be parsed: ${text}")
  endif()
  if(table IN_LIST left_out)
    continue()
  endif()
  set(key "")
  if(body MATCHES "PRIMARY KEY \\(([a-z_, ]+)\\)")
    string(REPLACE ", " ";" key "${CMAKE_MATCH_1}")
  endif()

  # Commas are left between columns and constraints only.
  string(REGEX REPLACE "\\([^()]*\\)" "" body "${body}")
  string(REGEX REPLACE "\\([^()]*\\)" "" body "${body}")
  string(REPLACE "," ";" entries "${body}")
  set(names "")
  set(slots "")
  set(columns "")
  set(values "")
  foreach(entry IN LISTS entries)
    string(STRIP "${entry}" entry)
    if(entry MATCHES "^(PRIMARY KEY|CHECK|UNIQUE)")
      continue()
    endif()
    if(NOT entry MATCHES "^([a-z_0-9]+) (INTEGER|TEXT)( |$)")
      message(FATAL_ERROR "${SCHEMA}: this entry of the table ${table} cannot be parsed: ${entry}")
    endif()
    set(name "${CMAKE_MATCH_1}")
    string(TOLOWER "${CMAKE_MATCH_2}" type)
    if(entry MATCHES "PRIMARY KEY")
      set(key "${name}")
    endif()
    list(APPEND names "${name}")
    list(APPEND slots "${name} ${type}")
    set(type_of_${name} "${type}")
    if(type STREQUAL "text" AND NOT entry MATCHES "NOT NULL")
      list(APPEND columns "coalesce(${name}, '')")
      list(APPEND values "nullif(:${name}, '')")
    else()
      list(APPEND columns "${name}")
      list(APPEND values ":${name}")
    endif()
  endforeach()
  if(key STREQUAL "")
    message(FATAL_ERROR "${SCHEMA}: the table ${table} has no primary key")
  endif()

  set(place "")
  set(after "")
  foreach(name IN LISTS key)
    list(APPEND place "after_${name} ${type_of_${name}}")
    list(APPEND after ":after_${name}")
  endforeach()
  foreach(list names slots columns values key place after)
    list(JOIN ${list} ", " ${list})
  endforeach()
  # How far the move itself has come is not part of the site.
  set(but "")
  if(table STREQUAL "made_with")
    set(but " AND name NOT LIKE 'moving%'")
  endif()
  file(WRITE "${FOLDER}/copy.${table}.read.sql" "-- in: ${place}, limit integer
-- out: ${slots}
SELECT ${columns}
FROM ${table}
WHERE (${key}) > (${after})${but}
ORDER BY ${key}
LIMIT :limit
")
  file(WRITE "${FOLDER}/copy.${table}.write.sql" "-- in: ${slots}
INSERT INTO ${table} (${names})
VALUES (${values})
")
endforeach()
