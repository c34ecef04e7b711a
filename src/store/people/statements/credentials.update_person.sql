-- in: number integer, name text, role text, disabled integer
UPDATE person SET name = :name, role = :role, disabled = :disabled WHERE number = :number
