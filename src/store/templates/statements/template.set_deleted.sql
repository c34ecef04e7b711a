-- in: id integer, at integer, by text
UPDATE story_template SET deleted_at = :at, deleted_by = :by WHERE id = :id
