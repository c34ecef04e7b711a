-- in: topic integer
-- out: alias text
SELECT alias FROM topic_alias WHERE topic_id = :topic ORDER BY alias
