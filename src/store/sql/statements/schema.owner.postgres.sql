-- out: owner integer
SELECT CASE WHEN to_regclass('schema_version') IS NULL THEN 0 ELSE 1400139632 END
