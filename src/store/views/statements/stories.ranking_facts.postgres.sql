-- What places the stories of `ids` in rankings.
-- in: ids text
-- out: story integer, section_id integer, language text, status text, kind text, published_at integer
SELECT story.id, story.section_id, story.language, story.status, story.kind, story.published_at
FROM unnest(:ids::bigint[]) WITH ORDINALITY AS wanted (id, place)
JOIN story ON story.id = wanted.id
ORDER BY wanted.place
