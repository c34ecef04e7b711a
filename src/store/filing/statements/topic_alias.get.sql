-- in: alias text
-- out: topic integer
SELECT topic_id FROM topic_alias WHERE alias = :alias
