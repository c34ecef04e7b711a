-- in: before integer, limit integer
-- out: number integer
SELECT number FROM notification WHERE at < :before ORDER BY at LIMIT :limit
