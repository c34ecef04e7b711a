-- in: person integer, number integer, name text
UPDATE passkey SET name = :name WHERE person = :person AND number = :number
