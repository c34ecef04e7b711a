-- out: slug text
SELECT section.slug
FROM section
JOIN section_alias ON section_alias.alias = section.slug
ORDER BY section.slug
