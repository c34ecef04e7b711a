-- out: version integer
PRAGMA user_version
