-- in: after_month text, limit integer
-- out: month text, stories integer
SELECT month, stories
FROM month
WHERE month > :after_month
ORDER BY month
LIMIT :limit
