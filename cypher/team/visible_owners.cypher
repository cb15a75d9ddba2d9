// Those owners whose lines for their team the viewer may see: the viewer, who shares a department with the viewer,
//   who reports to the viewer over at most 20 levels of the line organization.
// Parameters: $viewer text, $owners list of text, $day text
// Columns: id
// Index: person_id
MATCH (v:Person {id: $viewer})
WITH v
MATCH (o:Person)
WHERE o.id IN $owners
  AND (o = v
    OR EXISTS {
      MATCH (v)-[m:MEMBER_OF]->(:Department)<-[n:MEMBER_OF]-(o)
      WHERE (m.from_day IS NULL OR m.from_day <= $day) AND (m.to_day IS NULL OR m.to_day > $day)
        AND (n.from_day IS NULL OR n.from_day <= $day) AND (n.to_day IS NULL OR n.to_day > $day)
    }
    OR EXISTS {
      MATCH (o)-[lines:REPORTS_TO*1..20]->(v)
      WHERE all(r IN lines WHERE r.scope = 'customer' AND (r.from_day IS NULL OR r.from_day <= $day)
                               AND (r.to_day IS NULL OR r.to_day > $day))
    })
RETURN o.id AS id
