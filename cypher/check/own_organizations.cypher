// How many organizations are our own: one in a whole store.
// Parameters: none
// Columns: count
// Index: organization_kind
MATCH (o:Organization {kind: 'own'})
RETURN count(o) AS count
