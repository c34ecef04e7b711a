-- in: alias text
-- out: section integer
SELECT section_id FROM section_alias WHERE alias = :alias
