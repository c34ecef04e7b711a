-- The ids of a section, topic and author by slug, or by a former slug or alias; null where there is none.
-- in: section text, topic text, author text
-- out: section integer, topic integer, author integer
SELECT coalesce((SELECT section.id FROM section WHERE section.slug = :section),
                (SELECT section_alias.section_id FROM section_alias WHERE section_alias.alias = :section)),
       coalesce((SELECT topic.id FROM topic WHERE topic.slug = :topic),
                (SELECT topic_alias.topic_id FROM topic_alias WHERE topic_alias.alias = :topic)),
       coalesce((SELECT author.id FROM author WHERE author.slug = :author),
                (SELECT author_alias.author_id FROM author_alias WHERE author_alias.alias = :author))
