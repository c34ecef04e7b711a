-- A host that is new to an hour which has enough of them is one of the others.
-- in: hour integer, host text, views integer, most integer
INSERT INTO referrer_hour (hour, host, views)
SELECT :hour,
       CASE WHEN :host IN ('.', '*')
              OR EXISTS (SELECT 1 FROM referrer_hour WHERE hour = :hour AND host = :host)
              OR (SELECT count(*) FROM referrer_hour WHERE hour = :hour AND host NOT IN ('.', '*')) < :most
            THEN :host ELSE '*' END,
       :views
WHERE true
ON CONFLICT (hour, host) DO UPDATE SET views = referrer_hour.views + excluded.views
