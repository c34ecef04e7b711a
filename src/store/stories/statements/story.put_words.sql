-- in: id integer, words text
UPDATE story SET headline_words = :words WHERE id = :id
