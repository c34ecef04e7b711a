-- in: first integer, last integer
-- out: section integer, slug text, name text, language text, views integer, robots integer
SELECT summed.section_id, coalesce(section.slug, ''), coalesce(section.name, ''), summed.language, summed.views, summed.robots
FROM (SELECT section_id, language, sum(views) AS views, sum(robots) AS robots
      FROM site_hour
      WHERE hour BETWEEN :first AND :last
      GROUP BY section_id, language) AS summed
LEFT JOIN section ON section.id = summed.section_id
