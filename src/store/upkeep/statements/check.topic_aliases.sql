-- out: slug text
SELECT topic.slug
FROM topic
JOIN topic_alias ON topic_alias.alias = topic.slug
ORDER BY topic.slug
