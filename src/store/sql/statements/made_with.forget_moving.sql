DELETE FROM made_with WHERE name LIKE 'moving%'
