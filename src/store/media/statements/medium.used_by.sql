-- How many stories name it, by its own hash or one that it has replaced; templates and places on the front page that show it count as well, and
-- the site's logos and icon if the newsroom has chosen them.
-- in: id integer
-- out: stories integer
SELECT (SELECT count(DISTINCT medium_use.story_id)
        FROM medium_address
        JOIN medium_use ON medium_use.hash = medium_address.hash
        WHERE medium_address.medium_id = :id)
     + (SELECT count(DISTINCT template_medium.template_id)
        FROM medium_address
        JOIN template_medium ON template_medium.hash = medium_address.hash
        WHERE medium_address.medium_id = :id)
     + (SELECT count(*)
        FROM medium_address
        JOIN front_entry ON front_entry.picture_hash = medium_address.hash
        WHERE medium_address.medium_id = :id)
     + (SELECT count(*)
        FROM medium_address
        JOIN setting ON setting.value LIKE '/media/' || medium_address.hash || '.%'
        WHERE medium_address.medium_id = :id AND setting.key IN ('site.logo', 'site.logo_dark', 'site.icon'))
