-- The assessments of a person in one opportunity, or in none, without those in all the others: key persons of large customers have
-- thousands.

DROP INDEX assessment_by_person;
CREATE INDEX assessment_by_person ON assessment (person, opportunity, at);
