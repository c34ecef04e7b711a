UPDATE section
SET stories = counted.stories
FROM (SELECT section_id, count(*) AS stories FROM story WHERE listed_at IS NOT NULL GROUP BY section_id) AS counted
WHERE counted.section_id = section.id
