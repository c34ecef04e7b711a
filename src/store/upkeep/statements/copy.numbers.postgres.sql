-- script
-- What is numbered by the server goes on behind what was copied.
SELECT setval(pg_get_serial_sequence('section', 'id'), greatest((SELECT max(id) FROM section), (SELECT number FROM last_number_of WHERE kind = 'section'), 1),
              EXISTS (SELECT 1 FROM section) OR EXISTS (SELECT 1 FROM last_number_of WHERE kind = 'section'));
SELECT setval(pg_get_serial_sequence('topic', 'id'), greatest((SELECT max(id) FROM topic), (SELECT number FROM last_number_of WHERE kind = 'topic'), 1),
              EXISTS (SELECT 1 FROM topic) OR EXISTS (SELECT 1 FROM last_number_of WHERE kind = 'topic'));
SELECT setval(pg_get_serial_sequence('author', 'id'), greatest((SELECT max(id) FROM author), (SELECT number FROM last_number_of WHERE kind = 'author'), 1),
              EXISTS (SELECT 1 FROM author) OR EXISTS (SELECT 1 FROM last_number_of WHERE kind = 'author'));
SELECT setval(pg_get_serial_sequence('medium', 'id'), greatest((SELECT max(id) FROM medium), (SELECT number FROM last_number_of WHERE kind = 'medium'), 1),
              EXISTS (SELECT 1 FROM medium) OR EXISTS (SELECT 1 FROM last_number_of WHERE kind = 'medium'));
