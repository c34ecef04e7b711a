-- out: message text
PRAGMA integrity_check(100)
