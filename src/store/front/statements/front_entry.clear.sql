DELETE FROM front_entry
