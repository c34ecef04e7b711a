-- script
-- Of the database of tokens, which the server reads while the command line writes: a rollback journal has no checkpoints to collide with.
PRAGMA busy_timeout = 5000;
PRAGMA journal_mode = DELETE;
PRAGMA synchronous = EXTRA;
PRAGMA trusted_schema = OFF;
