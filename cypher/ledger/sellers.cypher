// All targets of sellers, and who is recognised as an authority.
// Parameters: none
// Columns: source (target, endorsement), person_id, from_day, to_day, amount, currency, at, ended_at. What a source has no
//   value for is null.
// Index: none is needed, everything is read
CALL () {
  MATCH (t:Target)
  RETURN {source: 'target', person_id: t.person_id, from_day: t.from_day, to_day: t.to_day, amount: t.amount,
          currency: t.currency} AS row

  UNION ALL
  MATCH (e:Endorsement)
  RETURN {source: 'endorsement', person_id: e.person_id, at: e.at, ended_at: e.ended_at} AS row
}
RETURN row.source AS source, row.person_id AS person_id, row.from_day AS from_day, row.to_day AS to_day,
       row.amount AS amount, row.currency AS currency, row.at AS at, row.ended_at AS ended_at
