-- in: story integer, position integer, entry integer, listed_at integer
INSERT INTO story_author (story_id, position, author_id, listed_at) VALUES (:story, :position, :entry, :listed_at)
