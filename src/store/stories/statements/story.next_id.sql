-- out: id integer
-- Ahead of story.insert, instead of a RETURNING there: SQLite would keep a copy of every page which that statement touches.
SELECT coalesce(max(id), 0) + 1 FROM story
