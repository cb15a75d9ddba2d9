// Every line into the people of the frontier, of every source, for one step towards them. The ends: f of the
//   frontier, x the far one.
// Parameters: $frontier list of text, $as_of text or null, $day text, $own text, $department_members_max integer,
//   $since_day text
// Columns: source, from_id, to_id, line_id, level, strength, polarity, kind, note, origin, observed_at, visibility,
//   owner_id, from_own, from_consent, contact_kind, contact_day, contacts, overlap_end
// Index: person_id; everything else is reached from the frontier, so the work follows the rows
CALL () {
  // Recorded influence, for and against.
  MATCH (f:Person)
  WHERE f.id IN $frontier
  MATCH (f)<-[r:INFLUENCES]-(x:Person)
  WHERE $as_of IS NULL
     OR ((r.observed_at IS NULL OR r.observed_at <= $as_of) AND (r.ended_at IS NULL OR r.ended_at > $as_of))
  RETURN f, x, 'influence' AS source, x.id AS from_id, f.id AS to_id, r.id AS line_id, r.level AS level,
         r.strength AS strength, r.polarity AS polarity, r.kind AS kind, r.evidence AS note, r.source AS origin,
         r.observed_at AS observed_at, r.visibility AS visibility, r.owner_id AS owner_id, null AS contact_kind,
         null AS contact_day, null AS contacts, null AS overlap_end

  UNION ALL
  // The line organization, each line in both directions.
  MATCH (f:Person)
  WHERE f.id IN $frontier
  MATCH (f)-[r:REPORTS_TO {scope: 'customer'}]-(x:Person)
  WHERE (r.from_day IS NULL OR r.from_day <= $day) AND (r.to_day IS NULL OR r.to_day > $day)
  RETURN f, x, 'reporting' AS source, x.id AS from_id, f.id AS to_id, r.id AS line_id, null AS level,
         null AS strength, null AS polarity,
         CASE WHEN startNode(r) = f THEN 'to_report' ELSE 'to_manager' END AS kind, null AS note, null AS origin,
         null AS observed_at, null AS visibility, null AS owner_id, null AS contact_kind, null AS contact_day,
         null AS contacts, null AS overlap_end

  UNION ALL
  // Colleagues of one unit, unless it is too large to say that they know each other. Each unit is read once, and no further
  // than one member too many.
  MATCH (f:Person)
  WHERE f.id IN $frontier
  MATCH (f)-[m:MEMBER_OF]->(d:Department {kind: 'unit'})
  WHERE (m.from_day IS NULL OR m.from_day <= $day) AND (m.to_day IS NULL OR m.to_day > $day)
  WITH d, collect(DISTINCT f) AS asked
  CALL (d) {
    MATCH (d)<-[m:MEMBER_OF]-(x:Person)
    WHERE (m.from_day IS NULL OR m.from_day <= $day) AND (m.to_day IS NULL OR m.to_day > $day)
    WITH DISTINCT x
    LIMIT $department_members_max + 1
    RETURN collect(x) AS members
  }
  WITH d, asked, members
  WHERE size(members) <= $department_members_max
  UNWIND asked AS f
  UNWIND members AS x
  WITH d, f, x
  WHERE x <> f
  RETURN f, x, 'department' AS source, x.id AS from_id, f.id AS to_id, null AS line_id, null AS level,
         null AS strength, null AS polarity, 'unit' AS kind, d.name AS note, d.id AS origin, null AS observed_at,
         null AS visibility, null AS owner_id, null AS contact_kind, null AS contact_day, null AS contacts,
         null AS overlap_end

  UNION ALL
  // Seats held at the same time on one board or committee: the latest time they shared.
  MATCH (f:Person)
  WHERE f.id IN $frontier
  MATCH (f)-[m:MEMBER_OF]->(d:Department)
  WHERE d.kind IN ['board', 'committee'] AND (m.from_day IS NULL OR m.from_day <= $day)
  MATCH (d)<-[n:MEMBER_OF]-(x:Person)
  WHERE x <> f AND (n.from_day IS NULL OR n.from_day <= $day)
  WITH d, f, x, coalesce(m.from_day, '') AS begin_f, coalesce(n.from_day, '') AS begin_x,
       coalesce(m.to_day, '9999-12-31') AS end_f, coalesce(n.to_day, '9999-12-31') AS end_x
  WITH d, f, x, CASE WHEN begin_f > begin_x THEN begin_f ELSE begin_x END AS begin,
       CASE WHEN end_f < end_x THEN end_f ELSE end_x END AS end
  WHERE begin < end
  WITH d, f, x, max(end) AS end
  RETURN f, x, 'board' AS source, x.id AS from_id, f.id AS to_id, null AS line_id, null AS level, null AS strength,
         null AS polarity, d.kind AS kind, d.name AS note, d.id AS origin, null AS observed_at, null AS visibility,
         null AS owner_id, null AS contact_kind, null AS contact_day, null AS contacts,
         CASE WHEN end <= $day THEN end END AS overlap_end

  UNION ALL
  // Contacts, by day and kind; out: the person of the frontier wrote.
  MATCH (f:Person)
  WHERE f.id IN $frontier
  MATCH (f)-[r:CONTACTED]-(x:Person)
  WHERE x <> f AND r.day >= $since_day AND ($as_of IS NULL OR r.at <= $as_of)
  WITH f, x, r.kind AS contact_kind, r.day AS contact_day, CASE WHEN startNode(r) = f THEN 'out' ELSE 'in' END AS way,
       sum(r.count) AS contacts
  RETURN f, x, 'contact' AS source, x.id AS from_id, f.id AS to_id, null AS line_id, null AS level, null AS strength,
         null AS polarity, way AS kind, null AS note, null AS origin, null AS observed_at, null AS visibility,
         null AS owner_id, contact_kind AS contact_kind, contact_day AS contact_day, contacts AS contacts,
         null AS overlap_end
}
RETURN source, from_id, to_id, line_id, level, strength, polarity, kind, note, origin, observed_at, visibility,
       owner_id,
       EXISTS {
         (x)-[m:MEMBER_OF]->()
         WHERE m.organization_id = $own AND (m.from_day IS NULL OR m.from_day <= $day)
           AND (m.to_day IS NULL OR m.to_day > $day)
       } AS from_own,
       x.consent AS from_consent, contact_kind, contact_day, contacts, overlap_end
