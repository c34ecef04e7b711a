-- The stories with this author beside published articles, and the drafts of changes that name it, also by a former slug.
-- in: id integer, slug text
-- out: stories integer
SELECT count(*)
FROM (SELECT story_id FROM story_author WHERE author_id = :id AND listed_at IS NULL
      UNION
      SELECT draft.story_id
      FROM draft
      JOIN story ON story.id = draft.story_id
      WHERE story.trash = 0
        AND (' ' || draft.authors || ' ' LIKE '% ' || :slug || ' %'
             OR EXISTS (SELECT 1 FROM author_alias
                        WHERE author_alias.author_id = :id AND ' ' || draft.authors || ' ' LIKE '% ' || author_alias.alias || ' %'))) AS used
