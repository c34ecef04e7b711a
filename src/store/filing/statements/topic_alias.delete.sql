-- in: alias text
DELETE FROM topic_alias WHERE alias = :alias
