-- The last of the first `limit` stories that were published before the ids of feeds were kept.
-- in: limit integer
-- out: last integer
SELECT max(id)
FROM (SELECT id FROM story WHERE feed_id = '' AND published_at IS NOT NULL AND status <> 'scheduled' ORDER BY id LIMIT :limit) AS next
