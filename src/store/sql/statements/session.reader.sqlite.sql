-- script
-- Of every connection that only reads: it can neither write nor checkpoint.
PRAGMA busy_timeout = 5000;
PRAGMA query_only = ON;
PRAGMA wal_autocheckpoint = 0;
PRAGMA cache_size = -32768;
PRAGMA temp_store = MEMORY;
PRAGMA trusted_schema = OFF;
