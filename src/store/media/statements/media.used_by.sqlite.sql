-- How many stories, templates, places on the front page and settings name each medium of `ids`, by its own hash or one that it has replaced.
-- Those that none names are left out.
-- in: ids text
-- out: medium integer, stories integer
SELECT id, stories
FROM (SELECT wanted.value AS id,
             (SELECT count(DISTINCT medium_use.story_id)
              FROM medium_address
              JOIN medium_use ON medium_use.hash = medium_address.hash
              WHERE medium_address.medium_id = wanted.value)
             + (SELECT count(DISTINCT template_medium.template_id)
                FROM medium_address
                JOIN template_medium ON template_medium.hash = medium_address.hash
                WHERE medium_address.medium_id = wanted.value)
             + (SELECT count(*)
                FROM medium_address
                JOIN front_entry ON front_entry.picture_hash = medium_address.hash
                WHERE medium_address.medium_id = wanted.value)
             + (SELECT count(*)
                FROM medium_address
                JOIN setting ON setting.value LIKE '/media/' || medium_address.hash || '.%'
                WHERE medium_address.medium_id = wanted.value AND setting.key IN ('site.logo', 'site.logo_dark', 'site.icon')) AS stories
      FROM json_each(:ids) AS wanted) AS counted
WHERE stories > 0
