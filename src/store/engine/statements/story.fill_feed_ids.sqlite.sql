-- The ids that story::feed_id() makes.
-- in: head text, tail text, last integer
UPDATE story
SET feed_id = :head || coalesce(strftime('%Y-%m-%d', published_at / 1000.0, 'unixepoch'), '1970-01-01') || :tail || id
WHERE feed_id = '' AND published_at IS NOT NULL AND status <> 'scheduled' AND id <= :last
