-- The ids that story::feed_id() makes.
-- in: head text, tail text, last integer
UPDATE story
SET feed_id = :head || to_char(to_timestamp(published_at / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD') || :tail || id
WHERE feed_id = '' AND published_at IS NOT NULL AND status <> 'scheduled' AND id <= :last
