-- Stories that are in the trash and that readers could see, or that hold a section, topics or authors there.
-- out: story integer
SELECT id
FROM story
WHERE trash <> 0
  AND (status NOT IN ('draft', 'in_review') OR section_id IS NOT NULL
       OR EXISTS (SELECT 1 FROM story_topic WHERE story_topic.story_id = story.id)
       OR EXISTS (SELECT 1 FROM story_author WHERE story_author.story_id = story.id))
ORDER BY id
