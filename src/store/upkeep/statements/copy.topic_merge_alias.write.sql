-- in: merge_id integer, alias text
INSERT INTO topic_merge_alias (merge_id, alias)
VALUES (:merge_id, :alias)
