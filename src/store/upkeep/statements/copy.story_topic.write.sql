-- in: story_id integer, position integer, topic_id integer, listed_at integer
INSERT INTO story_topic (story_id, position, topic_id, listed_at)
VALUES (:story_id, :position, :topic_id, :listed_at)
