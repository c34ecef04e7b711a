-- Stories whose row does not say what their latest revision says, or whose revisions have a gap.
-- out: story integer
SELECT story.id
FROM story
LEFT JOIN revision ON revision.story_id = story.id AND revision.number = story.revision
WHERE revision.number IS NULL OR revision.headline <> story.headline OR revision.standfirst <> story.standfirst
   OR revision.slug <> story.slug OR revision.language <> story.language OR revision.kind <> story.kind
   OR (SELECT count(*) FROM revision AS counted WHERE counted.story_id = story.id) <> story.revision
ORDER BY story.id
