-- out: id integer
-- Ahead of story.insert, instead of a RETURNING there: SQLite would keep a copy of every page which that statement touches.
-- The number of a story that was deleted is not given to another one.
SELECT coalesce(max(id), 0) + 1
FROM (SELECT max(id) AS id FROM story UNION ALL SELECT number FROM last_number_of WHERE kind = 'story') AS used
