-- The number of a deleted one is not given to another: sums of views name it.
-- in: slug text, name text, biography text, email text, url text, organisation text
-- out: id integer
INSERT INTO author (id, slug, name, biography, email, url, organisation, stories)
VALUES ((SELECT coalesce(max(id), 0) + 1
         FROM (SELECT max(id) AS id FROM author UNION ALL SELECT number FROM last_number_of WHERE kind = 'author')),
        :slug, :name, :biography, :email, :url, :organisation, 0)
RETURNING id
