-- in: hash text, template integer
INSERT INTO template_medium (hash, template_id)
VALUES (:hash, :template)
