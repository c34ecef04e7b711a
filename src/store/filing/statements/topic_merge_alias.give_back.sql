-- Those that still name the topic that stayed.
-- in: merge integer, topic integer, other integer
UPDATE topic_alias SET topic_id = :topic
WHERE topic_id = :other AND alias IN (SELECT alias FROM topic_merge_alias WHERE merge_id = :merge)
