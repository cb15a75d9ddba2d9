// Everything recorded of decision chains on a day: opportunities, decision roles, reporting lines among their members, the
//   latest assessments of their members, the vendors those are towards, the deal signals, and the fitted model of the win
//   probability.
// Parameters: $opportunities list of text, $vendors list of text (organizations asked about by name), $as_of text
//   (assessments up to this instant), $day text
// Columns: source (opportunity, role, reporting, assessment, vendor, signal, model), opportunity_id, stage, id, person_id, role,
//   importance, veto, approve, contact_level, gone, manager_id, scope, from_day, to_day, vendor_id, dimension, level,
//   at, by_id, evidence, coach, visibility, recorded_at, standing, name, kind, industry, region, potential,
//   outcome, signal, value. What a source has no value for is null.
//   * role: those that hold on the day; gone: the person was at the customer and is not there on the day
//   * reporting: among the members of any of the chains, of the customer or of one of the opportunities
//   * assessment: of each person, vendor, degree, opportunity and visibility (and assessor, where not everybody may see
//     it) the latest, of equals the one recorded last; standing: how many of them were made at that instant
//   * vendor: our own organization, those asked about, and those a member was assessed towards
//   * opportunity: the outcome once it is closed on the day, or where nobody recorded when
//   * signal: all up to the instant
//   * model: the one in use at the instant, if one is: id, at (when it was made), by_id (by whom), evidence (the
//     model, JSON text), standing (the data version it was made at)
// Index: win_model_use_instant, win_model_id, opportunity_id, organization_id, organization_kind; everything else is reached from the opportunities
CALL () {
  MATCH (o:Opportunity)
  WHERE o.id IN $opportunities
  RETURN {source: 'opportunity', opportunity_id: o.id, stage: o.stage,
          outcome: CASE WHEN o.closed > $day THEN null ELSE o.outcome END} AS row

  UNION ALL
  MATCH (o:Opportunity)
  WHERE o.id IN $opportunities
  MATCH (o)<-[r:DECIDES]-(p:Person)
  WHERE (r.from_day IS NULL OR r.from_day <= $day) AND (r.to_day IS NULL OR r.to_day > $day)
  RETURN {source: 'role', opportunity_id: o.id, id: r.id, person_id: p.id, role: r.role, importance: r.importance,
          veto: r.veto, approve: r.approve, contact_level: r.contact_level, from_day: r.from_day, to_day: r.to_day,
          gone: EXISTS {
            MATCH (p)-[m:MEMBER_OF]->()
            WHERE m.organization_id = o.customer_id AND m.to_day <= $day
          } AND NOT EXISTS {
            MATCH (p)-[m:MEMBER_OF]->()
            WHERE m.organization_id = o.customer_id
              AND (m.from_day IS NULL OR m.from_day <= $day) AND (m.to_day IS NULL OR m.to_day > $day)
          }} AS row

  UNION ALL
  MATCH (o:Opportunity)
  WHERE o.id IN $opportunities
  MATCH (o)<-[d:DECIDES]-(p:Person)
  WHERE (d.from_day IS NULL OR d.from_day <= $day) AND (d.to_day IS NULL OR d.to_day > $day)
  WITH collect(DISTINCT p) AS members
  UNWIND members AS p
  MATCH (p)-[r:REPORTS_TO]->(q:Person)
  WHERE q IN members AND q <> p AND (r.scope = 'customer' OR r.scope IN $opportunities)
    AND (r.from_day IS NULL OR r.from_day <= $day) AND (r.to_day IS NULL OR r.to_day > $day)
  RETURN {source: 'reporting', id: r.id, person_id: p.id, manager_id: q.id, scope: r.scope, from_day: r.from_day,
          to_day: r.to_day} AS row

  UNION ALL
  MATCH (o:Opportunity)
  WHERE o.id IN $opportunities
  MATCH (o)<-[d:DECIDES]-(p:Person)
  WHERE (d.from_day IS NULL OR d.from_day <= $day) AND (d.to_day IS NULL OR d.to_day > $day)
  WITH DISTINCT p
  MATCH (p)<-[:OF]-(a:Assessment)
  WHERE a.at <= $as_of AND (a.opportunity_id IS NULL OR a.opportunity_id IN $opportunities)
  WITH a, coalesce(a.visibility, 'company') AS visibility
  ORDER BY a.at DESC, a.recorded_at DESC, a.id DESC
  WITH a.person_id AS person, a.vendor_id AS vendor, a.dimension AS dimension, a.opportunity_id AS opportunity,
       visibility, CASE WHEN visibility = 'company' THEN null ELSE a.by_id END AS assessor, collect(a) AS made
  WITH made[0] AS a, visibility, size([x IN made WHERE x.at = made[0].at]) AS standing
  RETURN {source: 'assessment', opportunity_id: a.opportunity_id, id: a.id, person_id: a.person_id,
          vendor_id: a.vendor_id, dimension: a.dimension, level: a.level, at: a.at, by_id: a.by_id,
          evidence: a.evidence, coach: a.coach, visibility: visibility, recorded_at: a.recorded_at,
          standing: standing} AS row

  UNION ALL
  // Each vendor once: our own, those asked about, those a member was assessed towards.
  CALL () {
    MATCH (v:Organization {kind: 'own'})
    RETURN v
    UNION
    MATCH (v:Organization)
    WHERE v.id IN $vendors
    RETURN v
    UNION
    MATCH (o:Opportunity)
    WHERE o.id IN $opportunities
    MATCH (o)<-[d:DECIDES]-(p:Person)
    WHERE (d.from_day IS NULL OR d.from_day <= $day) AND (d.to_day IS NULL OR d.to_day > $day)
    WITH DISTINCT p
    MATCH (p)<-[:OF]-(a:Assessment)-[:TOWARDS]->(v:Organization)
    WHERE a.at <= $as_of AND (a.opportunity_id IS NULL OR a.opportunity_id IN $opportunities)
    RETURN DISTINCT v
  }
  RETURN {source: 'vendor', id: v.id, name: v.name, kind: v.kind, industry: v.industry, region: v.region,
          potential: v.potential} AS row

  UNION ALL
  MATCH (o:Opportunity)
  WHERE o.id IN $opportunities
  MATCH (o)<-[:OF_OPPORTUNITY]-(s:Signal)
  WHERE s.at <= $as_of
  RETURN {source: 'signal', opportunity_id: o.id, id: s.id, signal: s.signal, value: s.value, at: s.at,
          by_id: s.by_id, evidence: s.evidence} AS row

  UNION ALL
  MATCH (u:WinModelUse)
  WHERE u.used_at <= $as_of
  WITH u
  ORDER BY u.used_at DESC, u.number DESC
  LIMIT 1
  MATCH (w:WinModel {id: u.model_id})
  RETURN {source: 'model', id: w.id, at: w.made_at, by_id: w.made_by, evidence: w.model,
          standing: w.data_version} AS row
}
RETURN row.source AS source, row.opportunity_id AS opportunity_id, row.stage AS stage, row.id AS id,
       row.person_id AS person_id, row.role AS role, row.importance AS importance, row.veto AS veto,
       row.approve AS approve, row.contact_level AS contact_level, row.gone AS gone, row.manager_id AS manager_id,
       row.scope AS scope, row.from_day AS from_day, row.to_day AS to_day, row.vendor_id AS vendor_id,
       row.dimension AS dimension, row.level AS level, row.at AS at, row.by_id AS by_id, row.evidence AS evidence,
       row.coach AS coach, row.visibility AS visibility, row.recorded_at AS recorded_at, row.standing AS standing,
       row.name AS name, row.kind AS kind, row.industry AS industry, row.region AS region, row.potential AS potential,
       row.outcome AS outcome, row.signal AS signal, row.value AS value
