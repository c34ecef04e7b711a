-- in: place integer, story integer, until integer, kicker text, headline text, picture text, picture_alt text, picture_hash text
INSERT INTO front_entry (place, story_id, until, kicker, headline, picture, picture_alt, picture_hash)
VALUES (:place, :story, :until, :kicker, :headline, :picture, :picture_alt, :picture_hash)
