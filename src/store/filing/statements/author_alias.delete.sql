-- in: alias text
DELETE FROM author_alias WHERE alias = :alias
