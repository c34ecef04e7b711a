-- in: alias text
DELETE FROM section_alias WHERE alias = :alias
