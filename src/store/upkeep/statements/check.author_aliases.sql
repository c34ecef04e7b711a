-- out: slug text
SELECT author.slug
FROM author
JOIN author_alias ON author_alias.alias = author.slug
ORDER BY author.slug
