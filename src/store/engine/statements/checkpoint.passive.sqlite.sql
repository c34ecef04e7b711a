-- out: busy integer, frames integer, moved integer
PRAGMA wal_checkpoint(PASSIVE)
