-- in: before integer, limit integer
DELETE FROM kept_answer WHERE key IN (SELECT key FROM kept_answer WHERE at < :before ORDER BY at LIMIT :limit)
