-- out: place integer, story integer, until integer, kicker text, headline text, picture text, picture_alt text
SELECT place, story_id, until, kicker, headline, picture, picture_alt FROM front_entry ORDER BY place
