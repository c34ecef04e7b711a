-- in: story integer, number integer, parent text, anchor text, name text, url text, author text, at integer, body text
UPDATE comment
SET parent = :parent, anchor = :anchor, name = :name, url = :url, author = :author, at = :at, body = :body, removed = ''
WHERE story_id = :story AND number = :number
