UPDATE last_number SET session = session + 1
