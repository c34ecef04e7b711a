UPDATE last_number SET person = person + 1
