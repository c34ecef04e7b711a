-- in: person integer, except integer
DELETE FROM session WHERE person = :person AND number <> :except
