-- in: story_id integer, position integer, author_id integer, listed_at integer
INSERT INTO story_author (story_id, position, author_id, listed_at)
VALUES (:story_id, :position, :author_id, :listed_at)
