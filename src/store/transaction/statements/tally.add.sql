-- in: name text, by integer
INSERT INTO tally (name, stories) VALUES (:name, :by)
ON CONFLICT (name) DO UPDATE SET stories = tally.stories + excluded.stories
