-- in: story integer, number integer, source text, parent text, anchor text, name text, url text, author text, at integer, body text
INSERT INTO comment (story_id, number, source, parent, anchor, name, url, author, at, body, hidden, removed)
VALUES (:story, :number, :source, :parent, :anchor, :name, :url, :author, :at, :body, 0, '')
