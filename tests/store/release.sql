-- A database as the release before the move to SQLAlchemy left it (`sqlite3 glassbox.db .dump`).
BEGIN TRANSACTION;
CREATE TABLE gaps (id INTEGER PRIMARY KEY, server INTEGER, created TEXT NOT NULL, body TEXT NOT NULL);
INSERT INTO "gaps" VALUES(1,1000000000000000000,'2026-06-30T12:00:00+00:00','{"server":1000000000000000000,"nearest":["one","two"],"text":"why?","created":"2026-06-30T12:00:00Z"}');
INSERT INTO "gaps" VALUES(2,NULL,'2026-06-30T12:00:00+00:00','{"server":null,"nearest":[],"text":null,"created":"2026-06-30T12:00:00Z"}');
CREATE TABLE owner (bot INTEGER NOT NULL);
INSERT INTO "owner" VALUES(42);
CREATE TABLE replies (
        id INTEGER PRIMARY KEY, question INTEGER, server INTEGER, asker INTEGER NOT NULL,
        created TEXT NOT NULL, body TEXT NOT NULL
    );
INSERT INTO "replies" VALUES(200000000000000000,NULL,1000000000000000000,2000000000000000000,'2026-06-30T12:00:02+00:00','{"id":200000000000000000,"question":null,"channel":7,"server":1000000000000000000,"asker":2000000000000000000,"author":null,"of_other":false,"kind":"rebuttal","claim":"cant-see-inside","stance":"asserts","models":[],"depth":"standard","confidence":1.0,"private":false,"buttons":["details","sources","remove"],"page":0,"pages":[],"choices":[],"created":"2026-06-30T12:00:02Z"}');
INSERT INTO "replies" VALUES(400000000000000000,NULL,NULL,2000000000000000000,'2026-06-30T12:00:04+00:00','{"id":400000000000000000,"question":null,"channel":7,"server":null,"asker":2000000000000000000,"author":null,"of_other":false,"kind":"rebuttal","claim":"cant-see-inside","stance":"asserts","models":[],"depth":"standard","confidence":1.0,"private":false,"buttons":["details","sources","remove"],"page":0,"pages":[],"choices":[],"created":"2026-06-30T12:00:04Z"}');
INSERT INTO "replies" VALUES(600000000000000000,NULL,1000000000000000000,2000000000000000001,'2026-06-30T12:00:00+00:00','{"id":600000000000000000,"question":null,"channel":7,"server":1000000000000000000,"asker":2000000000000000001,"author":null,"of_other":false,"kind":"answer","claim":null,"stance":null,"models":[],"depth":"standard","confidence":1.0,"private":false,"buttons":[],"page":0,"pages":[],"choices":[],"created":"2026-06-30T12:00:00Z"}');
CREATE TABLE reports (
        id INTEGER PRIMARY KEY AUTOINCREMENT, server INTEGER, reporter INTEGER, status TEXT NOT NULL,
        body TEXT NOT NULL
    , created TEXT NOT NULL DEFAULT '');
INSERT INTO "reports" VALUES(1,1000000000000000000,NULL,'open','{"number":0,"server":1000000000000000000,"channel":7,"reply":100000000000000000,"reporter":null,"kind":"rebuttal","claim":"cant-see-inside","verdict":"wrong","wrong":"It''s off; see ''x''","source":"https://example.org","status":"open","correction":null,"created":"2026-06-30T12:00:00Z","closed":null}','2026-06-30T12:00:00+00:00');
INSERT INTO "reports" VALUES(2,1000000000000000000,2000000000000000000,'accepted','{"number":2,"server":1000000000000000000,"channel":7,"reply":200000000000000000,"reporter":2000000000000000000,"kind":"rebuttal","claim":"cant-see-inside","verdict":"wrong","wrong":"It''s off; see ''x''","source":"https://example.org","status":"accepted","correction":"It was 2025.","created":"2026-06-30T12:00:00Z","closed":"2026-06-30T12:00:00Z"}','2026-06-30T12:00:00+00:00');
INSERT INTO "reports" VALUES(3,1000000000000000000,NULL,'open','{"number":0,"server":1000000000000000000,"channel":7,"reply":300000000000000000,"reporter":null,"kind":"rebuttal","claim":"cant-see-inside","verdict":"wrong","wrong":"It''s off; see ''x''","source":"https://example.org","status":"open","correction":null,"created":"2026-06-30T12:00:00Z","closed":null}','2026-06-30T12:00:00+00:00');
INSERT INTO "reports" VALUES(4,NULL,2000000000000000001,'open','{"number":0,"server":null,"channel":7,"reply":600000000000000000,"reporter":2000000000000000001,"kind":"answer","claim":null,"verdict":null,"wrong":"no","source":null,"status":"open","correction":null,"created":"2026-06-30T12:00:00Z","closed":null}','2026-06-30T12:00:00+00:00');
CREATE TABLE servers (id INTEGER PRIMARY KEY, body TEXT NOT NULL);
INSERT INTO "servers" VALUES(1000000000000000000,'{"mode":"auto","channels":{"1":"off"},"visibility":"public","depth":"short","limits":{"user":10,"channel":60,"server":300,"day":20000},"locale":"en-GB","timezone":"Europe/Berlin","quiet_hours":{"start":"22:00:00","end":"07:30:00"},"auto_confidence":0.9,"experts":[2000000000000000000],"manager_role":null,"keep_questions":false}');
INSERT INTO "servers" VALUES(1000000000000000001,'{"mode":"request","channels":{},"visibility":"public","depth":"deep","limits":{"user":10,"channel":60,"server":300,"day":20000},"locale":"en-GB","timezone":"UTC","quiet_hours":null,"auto_confidence":0.9,"experts":[],"manager_role":null,"keep_questions":false}');
CREATE TABLE votes (
        reply INTEGER NOT NULL, user INTEGER NOT NULL, body TEXT NOT NULL, created TEXT NOT NULL DEFAULT '', PRIMARY KEY (reply, user)
    );
INSERT INTO "votes" VALUES(100000000000000000,2000000000000000000,'{"reply":100000000000000000,"user":2000000000000000000,"kind":"rebuttal","claim":"cant-see-inside","useful":false,"created":"2026-06-30T12:00:00Z"}','2026-06-30T12:00:00+00:00');
INSERT INTO "votes" VALUES(200000000000000000,2000000000000000000,'{"reply":200000000000000000,"user":2000000000000000000,"kind":"rebuttal","claim":"cant-see-inside","useful":true,"created":"2026-06-30T12:00:00Z"}','2026-06-30T12:00:00+00:00');
INSERT INTO "votes" VALUES(300000000000000000,2000000000000000000,'{"reply":300000000000000000,"user":2000000000000000000,"kind":"rebuttal","claim":"cant-see-inside","useful":false,"created":"2026-06-30T12:00:00Z"}','2026-06-30T12:00:00+00:00');
INSERT INTO "votes" VALUES(400000000000000000,2000000000000000000,'{"reply":400000000000000000,"user":2000000000000000000,"kind":"rebuttal","claim":"cant-see-inside","useful":true,"created":"2026-06-30T12:00:00Z"}','2026-06-30T12:00:00+00:00');
INSERT INTO "votes" VALUES(500000000000000000,2000000000000000000,'{"reply":500000000000000000,"user":2000000000000000000,"kind":"rebuttal","claim":"cant-see-inside","useful":false,"created":"2026-06-30T12:00:00Z"}','2026-06-30T12:00:00+00:00');
CREATE INDEX replies_by_question ON replies (question);
CREATE INDEX replies_by_asker ON replies (asker);
CREATE INDEX replies_by_age ON replies (created);
CREATE INDEX replies_by_server ON replies (server);
CREATE INDEX gaps_by_server ON gaps (server);
CREATE INDEX gaps_by_age ON gaps (created);
CREATE INDEX reports_by_server ON reports (server);
CREATE INDEX reports_by_age ON reports (created);
CREATE INDEX votes_by_age ON votes (created);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('reports',4);
COMMIT;
PRAGMA user_version = 2;
