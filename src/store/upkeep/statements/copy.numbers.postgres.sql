-- script
-- What is numbered by the server goes on behind what was copied.
SELECT setval(pg_get_serial_sequence('section', 'id'), greatest((SELECT max(id) FROM section), 1), EXISTS (SELECT 1 FROM section));
SELECT setval(pg_get_serial_sequence('topic', 'id'), greatest((SELECT max(id) FROM topic), 1), EXISTS (SELECT 1 FROM topic));
SELECT setval(pg_get_serial_sequence('author', 'id'), greatest((SELECT max(id) FROM author), 1), EXISTS (SELECT 1 FROM author));
SELECT setval(pg_get_serial_sequence('medium', 'id'), greatest((SELECT max(id) FROM medium), 1), EXISTS (SELECT 1 FROM medium));
