-- in: story integer, number integer
-- out: number integer, source text, parent text, anchor text, name text, url text, author text, at integer, body text, hidden integer, answers integer
SELECT number, source, parent, anchor, name, url, author, at, body, hidden,
    (SELECT answered.number FROM comment AS answered
     WHERE answered.story_id = comment.story_id AND answered.source = comment.parent AND answered.removed = '') AS answers
FROM comment
WHERE story_id = :story AND number = :number AND removed = ''
