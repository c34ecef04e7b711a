-- in: id integer, at integer, merged_by text, slug text, name text, description text, into_id integer
INSERT INTO topic_merge (id, at, merged_by, slug, name, description, into_id)
VALUES (:id, :at, :merged_by, :slug, :name, :description, :into_id)
