-- out: cursor text
-- What this transaction sees: the server's own way to say which transactions had ended.
SELECT pg_current_snapshot()
