-- in: story integer, position integer, entry integer, listed_at integer
INSERT INTO story_topic (story_id, position, topic_id, listed_at) VALUES (:story, :position, :entry, :listed_at)
