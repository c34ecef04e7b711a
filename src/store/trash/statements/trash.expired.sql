-- What was deleted before that time, the oldest first.
-- in: before integer, limit integer
-- out: number integer
SELECT number FROM trash WHERE at < :before ORDER BY at, number LIMIT :limit
