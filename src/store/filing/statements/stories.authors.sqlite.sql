-- The bylines of the stories of `ids`.
-- in: ids text
-- out: story integer, id integer, slug text, name text, biography text, email text, url text, organisation text, stories integer
SELECT story_author.story_id, author.id, author.slug, author.name, author.biography, author.email, author.url, author.organisation,
       author.stories
FROM json_each(:ids) AS wanted
CROSS JOIN story_author ON story_author.story_id = wanted.value
JOIN author ON author.id = story_author.author_id
ORDER BY wanted.key, story_author.position
