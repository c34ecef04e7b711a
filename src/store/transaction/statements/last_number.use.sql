-- in: kind text, number integer
INSERT INTO last_number_of (kind, number) VALUES (:kind, :number)
ON CONFLICT (kind) DO UPDATE SET number = excluded.number WHERE excluded.number > last_number_of.number
