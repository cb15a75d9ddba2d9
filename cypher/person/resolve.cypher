// Which people each text means: by e-mail, where A-Z and a-z are the same, or by an alias, letter for letter.
// Parameters: $texts list of text
// Columns: text, id
// Index: person_email, person_aliases
UNWIND $texts AS text
CALL (text) {
  WITH reduce(key = text, letter IN split('ABCDEFGHIJKLMNOPQRSTUVWXYZ', '') |
              replace(key, letter, toLower(letter))) AS email_key
  MATCH (p:Person {email_key: email_key})
  RETURN p.id AS id
  UNION
  MATCH (p:Person)
  WHERE p.alias_key CONTAINS '\n' + text + '\n' AND text IN p.aliases
  RETURN p.id AS id
}
RETURN DISTINCT text, id
