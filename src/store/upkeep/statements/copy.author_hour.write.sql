-- in: hour integer, author_id integer, views integer, robots integer
INSERT INTO author_hour (hour, author_id, views, robots)
VALUES (:hour, :author_id, :views, :robots)
