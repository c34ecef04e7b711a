-- in: merge integer
DELETE FROM topic_merge_alias WHERE merge_id = :merge
