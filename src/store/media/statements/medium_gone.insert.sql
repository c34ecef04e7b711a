-- in: hash text, part text, content_type text
INSERT INTO medium_gone (hash, part, content_type)
VALUES (:hash, :part, :content_type)
ON CONFLICT (hash, part) DO NOTHING
