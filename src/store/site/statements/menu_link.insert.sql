-- in: language text, position integer, label text, address text
INSERT INTO menu_link (language, position, label, address) VALUES (:language, :position, :label, :address)
