// Signals of deals, targets of sellers, endorsements: one unique id each. An assessment without visibility, as they were
// written before, is read as one that everybody may see.
CREATE CONSTRAINT signal_id IF NOT EXISTS FOR (n:Signal) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT target_id IF NOT EXISTS FOR (n:Target) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT endorsement_id IF NOT EXISTS FOR (n:Endorsement) REQUIRE n.id IS UNIQUE;
