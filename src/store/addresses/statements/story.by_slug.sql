-- A story under embargo that has no address yet holds its slug against nobody: a number after another story's would tell of it.
-- in: slug text, except integer, now integer
-- out: id integer
SELECT id
FROM story
WHERE slug = :slug AND id <> :except AND trash = 0 AND (embargo_until IS NULL OR embargo_until <= :now OR address <> '')
LIMIT 1
