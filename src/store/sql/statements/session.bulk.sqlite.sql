-- script
-- Of a database that is being filled for the first time and put in its place only when it is whole.
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA foreign_keys = OFF;
PRAGMA cache_size = -131072;
PRAGMA threads = 2;
PRAGMA locking_mode = EXCLUSIVE;
