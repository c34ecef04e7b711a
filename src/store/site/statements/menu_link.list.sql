-- out: language text, label text, address text
SELECT language, label, address FROM menu_link ORDER BY language, position
