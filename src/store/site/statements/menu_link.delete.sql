-- in: language text
DELETE FROM menu_link WHERE language = :language
