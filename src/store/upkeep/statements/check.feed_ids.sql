-- Stories that feeds name by the id of an earlier one.
-- out: story integer
SELECT later.id
FROM story AS later
WHERE later.feed_id <> ''
  AND EXISTS (SELECT 1 FROM story AS earlier WHERE earlier.feed_id = later.feed_id AND earlier.feed_id <> '' AND earlier.id < later.id)
ORDER BY later.id
