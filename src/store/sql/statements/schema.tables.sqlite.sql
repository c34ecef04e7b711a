-- out: tables integer
SELECT count(*) FROM sqlite_schema
