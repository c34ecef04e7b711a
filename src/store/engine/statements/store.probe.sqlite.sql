-- script
-- Says again whose file it is: the least that SQLite writes whatever stands there (a row set to what it is would write nothing).
PRAGMA application_id = 0x53746f70
