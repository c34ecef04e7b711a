-- in: merge integer, topic integer
INSERT INTO topic_merge_alias (merge_id, alias) SELECT :merge, alias FROM topic_alias WHERE topic_id = :topic
