-- out: locked text
-- One program at a time brings the schema up to date; until the connection ends.
SELECT pg_advisory_lock(1400139632)
