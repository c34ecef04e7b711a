-- in: alias text
-- out: author integer
SELECT author_id FROM author_alias WHERE alias = :alias
