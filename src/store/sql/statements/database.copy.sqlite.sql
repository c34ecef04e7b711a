-- A whole, compact copy of one state, into a file that must not exist. Takes no checkpoint.
-- in: file text
VACUUM INTO :file
