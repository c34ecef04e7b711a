-- out: owner integer
PRAGMA application_id
