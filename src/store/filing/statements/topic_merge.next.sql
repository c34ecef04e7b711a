-- out: id integer
SELECT coalesce(max(id), 0) + 1 FROM topic_merge
