// What the statements rely on: one unique id for each kind of record, and indexes for the other ways in.
// Statements end with a semicolon and may be applied twice. A unique id is also an index that reads in the order of ids.
CREATE CONSTRAINT meta_id IF NOT EXISTS FOR (n:Meta) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT organization_id IF NOT EXISTS FOR (n:Organization) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT department_id IF NOT EXISTS FOR (n:Department) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT person_id IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT opportunity_id IF NOT EXISTS FOR (n:Opportunity) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT assessment_id IF NOT EXISTS FOR (n:Assessment) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT request_id IF NOT EXISTS FOR (n:Request) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT import_run_id IF NOT EXISTS FOR (n:ImportRun) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT membership_id IF NOT EXISTS FOR ()-[r:MEMBER_OF]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT reporting_id IF NOT EXISTS FOR ()-[r:REPORTS_TO]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT influence_id IF NOT EXISTS FOR ()-[r:INFLUENCES]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT interaction_id IF NOT EXISTS FOR ()-[r:CONTACTED]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT decision_role_id IF NOT EXISTS FOR ()-[r:DECIDES]-() REQUIRE r.id IS UNIQUE;
CREATE RANGE INDEX organization_kind IF NOT EXISTS FOR (n:Organization) ON (n.kind);
CREATE RANGE INDEX department_organization IF NOT EXISTS FOR (n:Department) ON (n.organization_id);
CREATE RANGE INDEX history_record IF NOT EXISTS FOR (n:History) ON (n.kind, n.record_id);
CREATE RANGE INDEX person_email IF NOT EXISTS FOR (n:Person) ON (n.email_key);
CREATE TEXT INDEX person_aliases IF NOT EXISTS FOR (n:Person) ON (n.alias_key);
CREATE TEXT INDEX organization_search IF NOT EXISTS FOR (n:Organization) ON (n.search_key);
CREATE TEXT INDEX department_search IF NOT EXISTS FOR (n:Department) ON (n.search_key);
CREATE TEXT INDEX person_search IF NOT EXISTS FOR (n:Person) ON (n.search_key);
CREATE TEXT INDEX opportunity_search IF NOT EXISTS FOR (n:Opportunity) ON (n.search_key);
