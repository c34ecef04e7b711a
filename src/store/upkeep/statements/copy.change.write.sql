-- in: number integer, at integer, kind text, story_id integer, tags text
INSERT INTO change (number, at, kind, story_id, tags)
VALUES (:number, :at, :kind, :story_id, :tags)
