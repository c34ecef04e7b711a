-- in: after_hour integer, after_section_id integer, after_language text, limit integer
-- out: hour integer, section_id integer, language text, views integer, robots integer
SELECT hour, section_id, language, views, robots
FROM site_hour
WHERE (hour, section_id, language) > (:after_hour, :after_section_id, :after_language)
ORDER BY hour, section_id, language
LIMIT :limit
