// All opportunities, as far as they are counted.
// Parameters: none
// Columns: id, customer_id, amount, currency, stage, owner_id, opened, closed, outcome
// Index: none is needed, everything is read
MATCH (o:Opportunity)
RETURN o.id AS id, o.customer_id AS customer_id, o.amount AS amount, o.currency AS currency, o.stage AS stage,
       o.owner_id AS owner_id, o.opened AS opened, o.closed AS closed, o.outcome AS outcome
