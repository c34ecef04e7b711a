-- out: number integer
INSERT INTO last_number_of (kind, number) VALUES ('notification', 1)
ON CONFLICT (kind) DO UPDATE SET number = last_number_of.number + 1
RETURNING number
