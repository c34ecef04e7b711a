-- in: story_id integer, hour integer, host text, views integer
INSERT INTO story_referrer (story_id, hour, host, views)
VALUES (:story_id, :hour, :host, :views)
