-- When the present revision of the draft's story was saved.
-- in: story integer
-- out: saved_at integer
SELECT revision.saved_at
FROM story JOIN revision ON revision.story_id = story.id AND revision.number = story.revision
WHERE story.id = :story
