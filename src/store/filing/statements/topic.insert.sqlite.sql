-- The number of a deleted one is not given to another: sums of views name it.
-- in: slug text, name text, description text
-- out: id integer
INSERT INTO topic (id, slug, name, description, stories)
VALUES ((SELECT coalesce(max(id), 0) + 1
         FROM (SELECT max(id) AS id FROM topic UNION ALL SELECT number FROM last_number_of WHERE kind = 'topic')),
        :slug, :name, :description, 0)
RETURNING id
