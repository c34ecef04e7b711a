-- in: after_merge_id integer, after_alias text, limit integer
-- out: merge_id integer, alias text
SELECT merge_id, alias
FROM topic_merge_alias
WHERE (merge_id, alias) > (:after_merge_id, :after_alias)
ORDER BY merge_id, alias
LIMIT :limit
