// Long questions: who asked what, how far it has come, and what it answered.
CREATE CONSTRAINT job_id IF NOT EXISTS FOR (n:Job) REQUIRE n.id IS UNIQUE;
CREATE RANGE INDEX job_owner IF NOT EXISTS FOR (n:Job) ON (n.owner, n.id);
CREATE RANGE INDEX job_asked_at IF NOT EXISTS FOR (n:Job) ON (n.asked_at);
