-- out: version integer
SELECT version FROM schema_version
