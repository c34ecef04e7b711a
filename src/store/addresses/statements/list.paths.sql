-- The paths of all sections, topics and authors, under every name that they have or had.
-- out: path text
SELECT '/sections/' || slug FROM section
UNION ALL
SELECT '/sections/' || alias FROM section_alias
UNION ALL
SELECT '/topics/' || slug FROM topic
UNION ALL
SELECT '/topics/' || alias FROM topic_alias
UNION ALL
SELECT '/authors/' || slug FROM author
