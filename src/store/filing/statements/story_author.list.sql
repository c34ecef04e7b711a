-- in: story integer
-- out: id integer, slug text, name text, biography text, email text, url text, organisation text, stories integer
SELECT author.id, author.slug, author.name, author.biography, author.email, author.url, author.organisation, author.stories
FROM story_author
JOIN author ON author.id = story_author.author_id
WHERE story_author.story_id = :story
ORDER BY story_author.position
