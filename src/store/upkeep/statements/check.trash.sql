-- Stories and files whose entry in the trash is missing, and entries whose story or file does not name them.
-- out: what text
SELECT 'story ' || story.id
FROM story
LEFT JOIN trash ON trash.number = story.trash AND trash.kind = 'story' AND trash.item = story.id
WHERE story.trash <> 0 AND trash.number IS NULL
UNION
SELECT 'file ' || medium.id
FROM medium
LEFT JOIN trash ON trash.number = medium.trash AND trash.kind = 'medium' AND trash.item = medium.id
WHERE medium.trash <> 0 AND trash.number IS NULL
UNION
SELECT 'trash ' || trash.number
FROM trash
LEFT JOIN story ON trash.kind = 'story' AND story.id = trash.item
LEFT JOIN medium ON trash.kind = 'medium' AND medium.id = trash.item
WHERE trash.kind IN ('story', 'medium') AND coalesce(story.trash, medium.trash, 0) <> trash.number
ORDER BY 1
