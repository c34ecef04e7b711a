-- The stories in a section beside its published articles, and the drafts of changes that name it.
-- in: id integer, slug text
-- out: stories integer
SELECT count(*)
FROM (SELECT id FROM story WHERE status <> 'published' AND section_id = :id
      UNION
      SELECT id FROM story WHERE status = 'published' AND kind = 'page' AND section_id = :id
      UNION
      SELECT draft.story_id
      FROM draft
      JOIN story ON story.id = draft.story_id
      WHERE story.trash = 0 AND (draft.section = :slug OR draft.section IN (SELECT alias FROM section_alias WHERE section_id = :id))) AS used
