-- in: id integer
-- out: slug text, name text, description text, into integer
SELECT slug, name, description, into_id FROM topic_merge WHERE id = :id
