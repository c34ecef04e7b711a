-- in: translation_key text, except integer
-- out: id integer, language text, address text, headline text
SELECT id, language, address, headline
FROM story
WHERE translation_key = :translation_key AND translation_key <> '' AND id <> :except AND status = 'published'
ORDER BY language, id
