-- in: id integer, slug text, section integer
UPDATE story SET trash = 0, slug = :slug, section_id = :section WHERE id = :id
