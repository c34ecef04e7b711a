UPDATE last_number SET passkey = passkey + 1
