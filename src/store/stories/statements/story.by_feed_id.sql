-- Another story that feeds name by the same id.
-- in: feed_id text, id integer
-- out: id integer
SELECT id
FROM story
WHERE feed_id = :feed_id AND feed_id <> '' AND id <> :id
LIMIT 1
