-- in: first integer, last integer
-- out: author integer, slug text, name text, views integer, robots integer
SELECT summed.author_id, author.slug, author.name, summed.views, summed.robots
FROM (SELECT author_id, sum(views) AS views, sum(robots) AS robots
      FROM author_hour
      WHERE hour BETWEEN :first AND :last
      GROUP BY author_id) AS summed
JOIN author ON author.id = summed.author_id
