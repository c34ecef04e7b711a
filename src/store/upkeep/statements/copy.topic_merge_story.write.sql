-- in: merge_id integer, story_id integer, moved integer
INSERT INTO topic_merge_story (merge_id, story_id, moved)
VALUES (:merge_id, :story_id, :moved)
