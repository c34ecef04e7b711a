-- After referrer_hour.add: a host that is no longer told apart for the whole site is not for a story either.
-- in: story integer, hour integer, host text, views integer, most integer
INSERT INTO story_referrer (story_id, hour, host, views)
SELECT :story, :hour,
       CASE WHEN :host IN ('.', '*')
              OR EXISTS (SELECT 1 FROM story_referrer WHERE story_id = :story AND hour = :hour AND host = :host)
              OR (EXISTS (SELECT 1 FROM referrer_hour WHERE hour = :hour AND host = :host)
                  AND (SELECT count(*) FROM story_referrer WHERE story_id = :story AND hour = :hour AND host NOT IN ('.', '*')) < :most)
            THEN :host ELSE '*' END,
       :views
WHERE true
ON CONFLICT (story_id, hour, host) DO UPDATE SET views = story_referrer.views + excluded.views
