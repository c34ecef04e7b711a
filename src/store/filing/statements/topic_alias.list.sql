-- out: topic integer, alias text
SELECT topic_id, alias FROM topic_alias ORDER BY topic_id, alias
