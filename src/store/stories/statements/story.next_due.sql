-- out: published_at integer
SELECT min(published_at) FROM story WHERE status = 'scheduled'
