UPDATE last_number SET audit = audit
