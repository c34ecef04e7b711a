-- A story in the trash is not shown.
-- in: hash text, now integer
-- out: story integer
SELECT preview_link.story_id
FROM preview_link
JOIN story ON story.id = preview_link.story_id
WHERE preview_link.hash = :hash AND preview_link.expires_at > :now AND story.trash = 0
