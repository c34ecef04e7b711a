-- The stories that are translations of each other, published or not, by their drafts of changes too.
-- in: translation_key text
-- out: id integer
SELECT id FROM story WHERE translation_key = :translation_key AND translation_key <> '' AND trash = 0
UNION
SELECT draft.story_id
FROM draft
JOIN story ON story.id = draft.story_id
WHERE draft.translation_key = :translation_key AND draft.translation_key <> '' AND story.trash = 0
ORDER BY 1
LIMIT 100
