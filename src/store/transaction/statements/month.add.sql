-- in: month text, by integer
INSERT INTO month (month, stories) VALUES (:month, :by)
ON CONFLICT (month) DO UPDATE SET stories = month.stories + excluded.stories
