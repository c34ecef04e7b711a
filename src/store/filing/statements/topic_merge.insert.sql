-- in: id integer, at integer, by text, slug text, name text, description text, into integer
INSERT INTO topic_merge (id, at, merged_by, slug, name, description, into_id) VALUES (:id, :at, :by, :slug, :name, :description, :into)
