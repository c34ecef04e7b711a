-- in: now integer
-- out: id integer, published_at integer
SELECT id, published_at
FROM story
WHERE status = 'scheduled' AND published_at <= :now
ORDER BY published_at, id
