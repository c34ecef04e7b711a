-- script
-- Of the one connection that writes. Checkpoints are made by the writer when it has nothing else to do, never by a commit.
-- What is needed to undo a job goes to a temporary file when it is long: kept in memory, SQLite would walk all of it with each statement.
PRAGMA busy_timeout = 5000;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA wal_autocheckpoint = 0;
PRAGMA journal_size_limit = 67108864;
PRAGMA cache_size = -65536;
PRAGMA trusted_schema = OFF;
