// All organizations, and the departments of our own.
// Parameters: none
// Columns: source (organization, department), id, name, kind, industry, region, potential, organization_id, parent_id. What
//   a source has no value for is null.
// Index: none is needed, everything is read
CALL () {
  MATCH (o:Organization)
  RETURN {source: 'organization', id: o.id, name: o.name, kind: o.kind, industry: o.industry, region: o.region,
          potential: o.potential} AS row

  UNION ALL
  MATCH (o:Organization {kind: 'own'})
  MATCH (d:Department)
  WHERE d.organization_id = o.id
  RETURN {source: 'department', id: d.id, name: d.name, kind: d.kind, organization_id: o.id,
          parent_id: d.parent_id} AS row
}
RETURN row.source AS source, row.id AS id, row.name AS name, row.kind AS kind, row.industry AS industry,
       row.region AS region, row.potential AS potential, row.organization_id AS organization_id,
       row.parent_id AS parent_id
