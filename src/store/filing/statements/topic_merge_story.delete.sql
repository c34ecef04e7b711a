-- in: merge integer
DELETE FROM topic_merge_story WHERE merge_id = :merge
