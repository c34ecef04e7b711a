BEGIN TRANSACTION;
CREATE TABLE address (
    path TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('current', 'former', 'redirect')),
    story_id INTEGER REFERENCES story (id),
    target TEXT NOT NULL,
    CHECK ((kind = 'redirect') = (story_id IS NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO "address" VALUES('/2026/11/atwbws-tazh','current',3,'');
INSERT INTO "address" VALUES('/2026/11/eine-brucke-fur-fussganger','current',2,'');
INSERT INTO "address" VALUES('/2026/11/taken-back','current',6,'');
INSERT INTO "address" VALUES('/2026/11/tram-line-to-the-harbour-opens','current',1,'');
INSERT INTO "address" VALUES('/old-page','redirect',NULL,'/2026/11/tram-line-to-the-harbour-opens');
CREATE TABLE audit_outbox (
    number INTEGER NOT NULL PRIMARY KEY,
    origin TEXT NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    address_hint TEXT NOT NULL
) STRICT;
INSERT INTO "audit_outbox" VALUES(1,'WiXfHolHwkOaui6bd4TO2tT8odfA1enirEp6Js-hSlE',1795928316355,'desk','topic.put','topic trams','','127.0.0.*');
INSERT INTO "audit_outbox" VALUES(2,'v-qZbnjzGgXdDw7KCBZWDRnx5cJxpH59phrjBxYeZG0',1795928316364,'desk','author.put','author ann-lee','','127.0.0.*');
INSERT INTO "audit_outbox" VALUES(3,'bS2hTMfAu9hA4_VrqMQx-XxxdQBEr-ObQgB1gpic4sQ',1795928316371,'desk','section.put','section city','','127.0.0.*');
INSERT INTO "audit_outbox" VALUES(4,'-8UdiNwsVRfCo7hxPmlkFbL4cto5lZharIoyCAR0cds',1795928316383,'desk','section.put','section city','','127.0.0.*');
INSERT INTO "audit_outbox" VALUES(5,'ZUjxJ77RonbpeJr4syxbvE58iLsCTdt8li5rFrmctUc',1795928316436,'desk','story.publish','story 1','Tram line to the harbour opens','127.0.0.*');
INSERT INTO "audit_outbox" VALUES(6,'y5I4bbBgjThFVmoms8meEHGqH67PNUWHQeDwifjfDbg',1795928316476,'desk','section.put','section city','','127.0.0.*');
INSERT INTO "audit_outbox" VALUES(7,'GLSTU6qcKLS5TJ1IEzFvW_b_JdmreUzWi64iSSV1Es4',1795928316498,'desk','story.publish','story 2','Eine Brücke für Fußgänger','127.0.0.*');
INSERT INTO "audit_outbox" VALUES(8,'qlVhSVAjYdllX8NqXL4S5p446HI16c_I-kZDG8lvafo',1795928316515,'desk','section.put','section city','','127.0.0.*');
INSERT INTO "audit_outbox" VALUES(9,'iNCSUqYUMTWysAOmx5vnyUP9HoQcYK9m3SMGdwSGkC8',1795928316540,'desk','story.publish','story 3','اتوبوس تازه','127.0.0.*');
INSERT INTO "audit_outbox" VALUES(10,'i3gvcw3m2uobrn-SrLhTePFdjCsRLS6F3h286FMeCkI',1795928316576,'desk','story.correct','story 1','Tram line to the old harbour opens','127.0.0.*');
INSERT INTO "audit_outbox" VALUES(11,'NEup5ttl5WmpyWDGsLARRpFfypZvEnzc5mfNJJB2xbQ',1795928316608,'desk','story.schedule','story 5','2099-01-01T00:00:00Z Comes later','127.0.0.*');
INSERT INTO "audit_outbox" VALUES(12,'kjC0jFdbnC601RgHX7M7xR4aMn29lJ-rsIOAhAANvaM',1795928316613,'desk','section.put','section city','','127.0.0.*');
INSERT INTO "audit_outbox" VALUES(13,'UK6Rt_taqcfbDIxEnHXj3DmtOfnOCShqxE269YrqnPE',1795928316635,'desk','story.publish','story 6','Taken back','127.0.0.*');
INSERT INTO "audit_outbox" VALUES(14,'Y1J1h4EAqBUoVQD0SB8SpVFBL9VV1YgaG3dR9Lb1r0Q',1795928316651,'desk','story.withdraw','story 6','Taken back','127.0.0.*');
INSERT INTO "audit_outbox" VALUES(15,'cCdpBXxnA9g8jPF0U7fCks_eD19nqwUXOUklKO64f2Q',1795928316665,'admin','redirect.add','redirect','/old-page -> /2026/11/tram-line-to-the-harbour-opens','127.0.0.*');
INSERT INTO "audit_outbox" VALUES(16,'25hzBTfTKcU49cFm2wO31X-FZP6o_1kAcEnKsUOha3U',1795928316674,'admin','menu.put','menu en','1 links','127.0.0.*');
CREATE TABLE author (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    biography TEXT NOT NULL,
    email TEXT NOT NULL,
    url TEXT NOT NULL,
    organisation TEXT NOT NULL,
    stories INTEGER NOT NULL CHECK (stories >= 0)
) STRICT;
INSERT INTO "author" VALUES(1,'ann-lee','Ann Lee','','','','',3);
CREATE TABLE author_alias (
    alias TEXT NOT NULL PRIMARY KEY,
    author_id INTEGER NOT NULL REFERENCES author (id)
) STRICT, WITHOUT ROWID;
CREATE TABLE author_hour (
    hour INTEGER NOT NULL,
    author_id INTEGER NOT NULL,
    views INTEGER NOT NULL,
    robots INTEGER NOT NULL,
    PRIMARY KEY (hour, author_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "author_hour" VALUES(498868,1,2,0);
CREATE TABLE change (
    number INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    story_id INTEGER,
    tags TEXT NOT NULL
) STRICT;
INSERT INTO "change" VALUES(1,1795928316371,'section',NULL,'section-name:1 menu');
INSERT INTO "change" VALUES(2,1795928316371,'section',NULL,'section:1 menu');
INSERT INTO "change" VALUES(3,1795928316391,'created',1,'');
INSERT INTO "change" VALUES(4,1795928316435,'published',1,'author:1 month:2026-11 section:1 site story:1 topic:1');
INSERT INTO "change" VALUES(5,1795928316461,'menu',NULL,'menu');
INSERT INTO "change" VALUES(6,1795928316481,'created',2,'');
INSERT INTO "change" VALUES(7,1795928316497,'published',2,'author:1 month:2026-11 section:1 site story:2 topic:1');
INSERT INTO "change" VALUES(8,1795928316531,'created',3,'');
INSERT INTO "change" VALUES(9,1795928316540,'published',3,'author:1 month:2026-11 section:1 site story:3 topic:1');
INSERT INTO "change" VALUES(10,1795928316555,'saved',1,'author:1 month:2026-11 section:1 site story:1 topic:1');
INSERT INTO "change" VALUES(11,1795928316576,'corrected',1,'corrections story:1');
INSERT INTO "change" VALUES(12,1795928316591,'created',4,'');
INSERT INTO "change" VALUES(13,1795928316599,'created',5,'');
INSERT INTO "change" VALUES(14,1795928316607,'scheduled',5,'');
INSERT INTO "change" VALUES(15,1795928316626,'created',6,'');
INSERT INTO "change" VALUES(16,1795928316635,'published',6,'month:2026-11 section:1 site story:6');
INSERT INTO "change" VALUES(17,1795928316651,'withdrawn',6,'month:2026-11 section:1 site story:6');
INSERT INTO "change" VALUES(18,1795928316665,'redirect',NULL,'redirects redirect:/old-page');
INSERT INTO "change" VALUES(19,1795928316674,'menu',NULL,'menu');
CREATE TABLE correction (
    story_id INTEGER NOT NULL REFERENCES story (id),
    number INTEGER NOT NULL CHECK (number > 0),
    at INTEGER NOT NULL,
    written_by TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('correction', 'clarification', 'retraction')),
    words TEXT NOT NULL,
    PRIMARY KEY (story_id, number)
) STRICT, WITHOUT ROWID;
INSERT INTO "correction" VALUES(1,1,1795928316575,'desk','correction','It opens on Monday.');
CREATE TABLE crop (
    medium_id INTEGER NOT NULL PRIMARY KEY REFERENCES medium (id),
    made_from INTEGER NOT NULL REFERENCES medium (id),
    x INTEGER NOT NULL CHECK (x >= 0),
    y INTEGER NOT NULL CHECK (y >= 0),
    width INTEGER NOT NULL CHECK (width > 0),
    height INTEGER NOT NULL CHECK (height > 0),
    rotate INTEGER NOT NULL CHECK (rotate IN (0, 90, 180, 270))
) STRICT;
CREATE TABLE draft (
    story_id INTEGER PRIMARY KEY REFERENCES story (id),
    version INTEGER NOT NULL CHECK (version > 0),
    base_revision INTEGER NOT NULL CHECK (base_revision > 0),
    saved_at INTEGER NOT NULL,
    saved_by TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('article', 'page')),
    headline TEXT NOT NULL,
    standfirst TEXT NOT NULL,
    body TEXT NOT NULL,
    slug TEXT NOT NULL,
    section TEXT NOT NULL,
    topics TEXT NOT NULL,
    authors TEXT NOT NULL,
    language TEXT NOT NULL,
    lead_source TEXT NOT NULL,
    lead_alt TEXT NOT NULL,
    lead_caption TEXT NOT NULL,
    lead_credit TEXT NOT NULL,
    translation_key TEXT NOT NULL
, language_named INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE draft_version (
    story_id INTEGER NOT NULL REFERENCES story (id),
    number INTEGER NOT NULL CHECK (number > 0),
    saved_at INTEGER NOT NULL,
    saved_by TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN ('time', 'deletion', 'person', 'discarded')),
    size INTEGER NOT NULL CHECK (size >= 0),
    kind TEXT NOT NULL CHECK (kind IN ('article', 'page')),
    headline TEXT NOT NULL,
    standfirst TEXT NOT NULL,
    body TEXT NOT NULL,
    slug TEXT NOT NULL,
    section TEXT NOT NULL,
    topics TEXT NOT NULL,
    authors TEXT NOT NULL,
    language TEXT NOT NULL,
    lead_source TEXT NOT NULL,
    lead_alt TEXT NOT NULL,
    lead_caption TEXT NOT NULL,
    lead_credit TEXT NOT NULL,
    translation_key TEXT NOT NULL,
    PRIMARY KEY (story_id, number)
) STRICT;
CREATE TABLE front (
    number INTEGER PRIMARY KEY CHECK (number = 1),
    version INTEGER NOT NULL CHECK (version > 0),
    edited_at INTEGER NOT NULL,
    edited_by TEXT NOT NULL,
    line TEXT NOT NULL,
    line_story_id INTEGER REFERENCES story (id),
    line_until INTEGER
) STRICT;
CREATE TABLE front_entry (
    place INTEGER PRIMARY KEY CHECK (place > 0),
    story_id INTEGER NOT NULL UNIQUE REFERENCES story (id),
    until INTEGER,
    kicker TEXT NOT NULL,
    headline TEXT NOT NULL,
    picture TEXT NOT NULL,
    picture_alt TEXT NOT NULL,
    picture_hash TEXT NOT NULL
) STRICT;
CREATE TABLE import_count (
    run_id INTEGER NOT NULL REFERENCES import_run (id),
    position INTEGER NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('items', 'skipped', 'other')),
    name TEXT NOT NULL,
    items INTEGER NOT NULL,
    taken INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    skipped INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE import_note (
    id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES import_run (id),
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    story_id INTEGER,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    address TEXT NOT NULL,
    words TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'dismissed')),
    decided_at INTEGER,
    decided_by TEXT NOT NULL
) STRICT;
CREATE TABLE import_run (
    id INTEGER PRIMARY KEY,
    format TEXT NOT NULL,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    began_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
    notes_left_out INTEGER NOT NULL
) STRICT;
CREATE TABLE kept_answer (
    key TEXT NOT NULL PRIMARY KEY,
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    request TEXT NOT NULL,
    status INTEGER NOT NULL,
    etag TEXT NOT NULL,
    location TEXT NOT NULL,
    body TEXT NOT NULL,
    sealed INTEGER NOT NULL CHECK (sealed IN (0, 1)),
    size INTEGER NOT NULL
) STRICT;
CREATE TABLE last_number_of (
    kind TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE made_with (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "made_with" VALUES('headline_words','3');
INSERT INTO "made_with" VALUES('referrers_since','498868');
INSERT INTO "made_with" VALUES('site_sums','kept');
INSERT INTO "made_with" VALUES('time_zone','UTC 88201fb960ff6465');
CREATE TABLE medium (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    content_type TEXT NOT NULL,
    width INTEGER NOT NULL CHECK (width >= 0),
    height INTEGER NOT NULL CHECK (height >= 0),
    size INTEGER NOT NULL CHECK (size > 0),
    original TEXT NOT NULL,
    original_type TEXT NOT NULL,
    file_name TEXT NOT NULL,
    alt TEXT NOT NULL,
    caption TEXT NOT NULL,
    credit TEXT NOT NULL,
    copyright TEXT NOT NULL,
    focal_x INTEGER CHECK (focal_x BETWEEN 0 AND 1000),
    focal_y INTEGER CHECK (focal_y BETWEEN 0 AND 1000),
    placeholder TEXT NOT NULL,
    words TEXT NOT NULL,
    source TEXT UNIQUE,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL, trash INTEGER NOT NULL DEFAULT 0, original_width INTEGER CHECK (original_width >= 0), original_height INTEGER CHECK (original_height >= 0), original_size INTEGER CHECK (original_size > 0),
    CHECK ((focal_x IS NULL) = (focal_y IS NULL))
) STRICT;
CREATE TABLE medium_address (
    hash TEXT NOT NULL PRIMARY KEY,
    medium_id INTEGER NOT NULL REFERENCES medium (id)
) STRICT, WITHOUT ROWID;
CREATE TABLE medium_gone (
    hash TEXT NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('rendition', 'original')),
    content_type TEXT NOT NULL,
    PRIMARY KEY (hash, part)
) STRICT, WITHOUT ROWID;
CREATE TABLE medium_use (
    hash TEXT NOT NULL,
    story_id INTEGER NOT NULL REFERENCES story (id),
    PRIMARY KEY (hash, story_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE menu_link (
    language TEXT NOT NULL,
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (language, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "menu_link" VALUES('en',1,'City','/sections/city');
CREATE TABLE month (
    month TEXT NOT NULL PRIMARY KEY,
    stories INTEGER NOT NULL CHECK (stories >= 0)
) STRICT, WITHOUT ROWID;
INSERT INTO "month" VALUES('2026-11',3);
CREATE TABLE note (
    story_id INTEGER NOT NULL REFERENCES story (id),
    number INTEGER NOT NULL CHECK (number > 0),
    at INTEGER NOT NULL,
    written_by TEXT NOT NULL,
    words TEXT NOT NULL,
    passage TEXT NOT NULL,
    resolved_at INTEGER,
    resolved_by TEXT NOT NULL, answers INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (story_id, number)
) STRICT, WITHOUT ROWID;
INSERT INTO "note" VALUES(1,1,1795928316581,'desk','Ask the harbour office.','',NULL,'',0);
CREATE TABLE notification (
    number INTEGER PRIMARY KEY,
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('submitted', 'proposed', 'sent_back', 'note', 'mention', 'assigned', 'published', 'corrected',
                                       'proposal_taken', 'proposal_sent_back')),
    story_id INTEGER NOT NULL REFERENCES story (id),
    note INTEGER NOT NULL CHECK (note >= 0),
    done_by TEXT NOT NULL,
    read_at INTEGER
) STRICT;
CREATE TABLE notification_choice (
    who TEXT NOT NULL PRIMARY KEY,
    unwanted TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE preview_link (
    story_id INTEGER NOT NULL REFERENCES story (id),
    number INTEGER NOT NULL CHECK (number > 0),
    hash TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (story_id, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE proposal (
    story_id INTEGER PRIMARY KEY REFERENCES story (id),
    proposed_by TEXT NOT NULL,
    submitted_at INTEGER,
    drafted INTEGER NOT NULL CHECK (drafted IN (0, 1)),
    note TEXT NOT NULL,
    correction_kind TEXT NOT NULL CHECK (correction_kind IN ('', 'correction', 'clarification', 'retraction')),
    correction TEXT NOT NULL,
    CHECK ((correction_kind = '') = (correction = '')),
    CHECK (drafted = 1 OR correction <> '')
) STRICT;
CREATE TABLE recording (
    medium_id INTEGER NOT NULL PRIMARY KEY REFERENCES medium (id),
    duration INTEGER NOT NULL CHECK (duration >= 0),
    width INTEGER NOT NULL CHECK (width >= 0),
    height INTEGER NOT NULL CHECK (height >= 0),
    video TEXT NOT NULL,
    audio TEXT NOT NULL
) STRICT;
CREATE TABLE recording_captions (
    medium_id INTEGER NOT NULL REFERENCES medium (id),
    language TEXT NOT NULL,
    label TEXT NOT NULL,
    hash TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size > 0),
    PRIMARY KEY (medium_id, language)
) STRICT, WITHOUT ROWID;
CREATE TABLE referrer_hour (
    hour INTEGER NOT NULL,
    host TEXT NOT NULL,
    views INTEGER NOT NULL,
    PRIMARY KEY (hour, host)
) STRICT, WITHOUT ROWID;
CREATE TABLE rendition (
    medium_id INTEGER NOT NULL REFERENCES medium (id),
    hash TEXT NOT NULL,
    content_type TEXT NOT NULL,
    width INTEGER NOT NULL CHECK (width > 0),
    height INTEGER NOT NULL CHECK (height > 0),
    size INTEGER NOT NULL CHECK (size > 0),
    PRIMARY KEY (medium_id, hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE revision (
    story_id INTEGER NOT NULL REFERENCES story (id),
    number INTEGER NOT NULL,
    saved_at INTEGER NOT NULL,
    saved_by TEXT NOT NULL,
    kind TEXT NOT NULL,
    headline TEXT NOT NULL,
    standfirst TEXT NOT NULL,
    body TEXT NOT NULL,
    slug TEXT NOT NULL,
    section TEXT NOT NULL,
    topics TEXT NOT NULL,
    authors TEXT NOT NULL,
    language TEXT NOT NULL,
    lead_source TEXT NOT NULL,
    lead_alt TEXT NOT NULL,
    lead_caption TEXT NOT NULL,
    lead_credit TEXT NOT NULL,
    translation_key TEXT NOT NULL,
    PRIMARY KEY (story_id, number)
) STRICT;
INSERT INTO "revision" VALUES(1,1,1795928316391,'desk','article','Tram line to the harbour opens','A standfirst.','{"blocks":[{"type":"heading","level":2,"content":[{"text":"Tram line to the harbour opens"}]},{"type":"paragraph","content":[{"text":"The "},{"text":"first","marks":["emphasis"]},{"text":" paragraph."},{"footnote":1}]}],"footnotes":[[{"type":"paragraph","content":[{"text":"A note."}]}]]}','tram-line-to-the-harbour-opens','city','trams','ann-lee','en','','','','','');
INSERT INTO "revision" VALUES(2,1,1795928316481,'desk','article','Eine Brücke für Fußgänger','A standfirst.','{"blocks":[{"type":"heading","level":2,"content":[{"text":"Eine Brücke für Fußgänger"}]},{"type":"paragraph","content":[{"text":"The "},{"text":"first","marks":["emphasis"]},{"text":" paragraph."},{"footnote":1}]}],"footnotes":[[{"type":"paragraph","content":[{"text":"A note."}]}]]}','eine-brucke-fur-fussganger','city','trams','ann-lee','de','','','','','');
INSERT INTO "revision" VALUES(3,1,1795928316531,'desk','article','اتوبوس تازه','A standfirst.','{"blocks":[{"type":"heading","level":2,"content":[{"text":"اتوبوس تازه"}]},{"type":"paragraph","content":[{"text":"The "},{"text":"first","marks":["emphasis"]},{"text":" paragraph."},{"footnote":1}]}],"footnotes":[[{"type":"paragraph","content":[{"text":"A note."}]}]]}','atwbws-tazh','city','trams','ann-lee','fa','','','','','');
INSERT INTO "revision" VALUES(1,2,1795928316555,'desk','article','Tram line to the old harbour opens','A standfirst.','{"blocks":[{"type":"heading","level":2,"content":[{"text":"Tram line to the harbour opens"}]},{"type":"paragraph","content":[{"text":"The "},{"text":"first","marks":["emphasis"]},{"text":" paragraph."},{"footnote":1}]}],"footnotes":[[{"type":"paragraph","content":[{"text":"A note."}]}]]}','tram-line-to-the-harbour-opens','city','trams','ann-lee','en','','','','','');
INSERT INTO "revision" VALUES(4,1,1795928316591,'desk','article','Not finished','','{"blocks":[{"type":"paragraph","content":[{"text":"So far."}]}]}','not-finished','city','','','en','','','','','');
INSERT INTO "revision" VALUES(5,1,1795928316599,'desk','article','Comes later','','{"blocks":[{"type":"paragraph","content":[{"text":"So far."}]}]}','comes-later','city','','','en','','','','','');
INSERT INTO "revision" VALUES(6,1,1795928316626,'desk','article','Taken back','A standfirst.','{"blocks":[{"type":"paragraph","content":[{"text":"A paragraph."}]}]}','taken-back','city','','','en','','','','','');
CREATE TABLE section (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    stories INTEGER NOT NULL CHECK (stories >= 0)
, position INTEGER NOT NULL DEFAULT 0, chosen INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "section" VALUES(1,'city','City','',3,0,1);
CREATE TABLE section_alias (
    alias TEXT NOT NULL PRIMARY KEY,
    section_id INTEGER NOT NULL REFERENCES section (id)
) STRICT, WITHOUT ROWID;
CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE site_hour (
    hour INTEGER NOT NULL,
    section_id INTEGER NOT NULL,
    language TEXT NOT NULL,
    views INTEGER NOT NULL,
    robots INTEGER NOT NULL,
    PRIMARY KEY (hour, section_id, language)
) STRICT, WITHOUT ROWID;
INSERT INTO "site_hour" VALUES(498868,1,'de',1,0);
INSERT INTO "site_hour" VALUES(498868,1,'en',1,0);
CREATE TABLE story (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('article', 'page')),
    status TEXT NOT NULL CHECK (status IN ('draft', 'in_review', 'scheduled', 'published', 'withdrawn')),
    revision INTEGER NOT NULL,
    slug TEXT NOT NULL,
    address TEXT NOT NULL,
    headline TEXT NOT NULL,
    standfirst TEXT NOT NULL,
    opening TEXT NOT NULL,
    section_id INTEGER REFERENCES section (id),
    language TEXT NOT NULL,
    lead_source TEXT NOT NULL,
    lead_alt TEXT NOT NULL,
    lead_caption TEXT NOT NULL,
    lead_credit TEXT NOT NULL,
    translation_key TEXT NOT NULL,
    published_at INTEGER,
    listed_at INTEGER,
    updated_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    withdrawn_reason TEXT NOT NULL,
    source TEXT,
    source_hash TEXT NOT NULL, headline_words TEXT NOT NULL DEFAULT '', assignee TEXT NOT NULL DEFAULT '', draft_version INTEGER NOT NULL DEFAULT 0, feed_id TEXT NOT NULL DEFAULT '', language_named INTEGER NOT NULL DEFAULT 0, trash INTEGER NOT NULL DEFAULT 0, embargo_until INTEGER CHECK (embargo_until IS NULL OR status NOT IN ('published', 'withdrawn')),
    CHECK (listed_at IS CASE WHEN status = 'published' AND kind = 'article' THEN published_at END),
    CHECK (status NOT IN ('scheduled', 'published', 'withdrawn') OR published_at IS NOT NULL),
    CHECK (status NOT IN ('published', 'withdrawn') OR address <> '')
) STRICT;
INSERT INTO "story" VALUES(1,'article','published',2,'tram-line-to-the-harbour-opens','/2026/11/tram-line-to-the-harbour-opens','Tram line to the old harbour opens','A standfirst.','',1,'en','','','','','',1795928316432,1795928316432,1795928316555,1795928316389,'desk','',NULL,'',' tram line to the old harbour opens a standfirst','',0,'tag:127.0.0.1,2026-11-29:story/1',1,0,NULL);
INSERT INTO "story" VALUES(2,'article','published',1,'eine-brucke-fur-fussganger','/2026/11/eine-brucke-fur-fussganger','Eine Brücke für Fußgänger','A standfirst.','',1,'de','','','','','',1795928316497,1795928316497,1795928316480,1795928316480,'desk','',NULL,'',' eine brucke fur fussganger a standfirst','',0,'tag:127.0.0.1,2026-11-29:story/2',1,0,NULL);
INSERT INTO "story" VALUES(3,'article','published',1,'atwbws-tazh','/2026/11/atwbws-tazh','اتوبوس تازه','A standfirst.','',1,'fa','','','','','',1795928316539,1795928316539,1795928316531,1795928316531,'desk','',NULL,'',' اتوبوس تازه a standfirst','',0,'tag:127.0.0.1,2026-11-29:story/3',1,0,NULL);
INSERT INTO "story" VALUES(4,'article','draft',1,'not-finished','','Not finished','','So far.',1,'en','','','','','',NULL,NULL,1795928316590,1795928316590,'desk','',NULL,'',' not finished','',0,'',0,0,NULL);
INSERT INTO "story" VALUES(5,'article','scheduled',1,'comes-later','','Comes later','','So far.',1,'en','','','','','',4070908800000,NULL,1795928316599,1795928316599,'desk','',NULL,'',' comes later','',0,'',0,0,NULL);
INSERT INTO "story" VALUES(6,'article','withdrawn',1,'taken-back','/2026/11/taken-back','Taken back','A standfirst.','',1,'en','','','','','',1795928316634,NULL,1795928316625,1795928316625,'desk','It was wrong.',NULL,'',' taken back a standfirst','',0,'tag:127.0.0.1,2026-11-29:story/6',0,0,NULL);
CREATE TABLE story_author (
    story_id INTEGER NOT NULL REFERENCES story (id),
    position INTEGER NOT NULL,
    author_id INTEGER NOT NULL REFERENCES author (id),
    listed_at INTEGER,
    PRIMARY KEY (story_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "story_author" VALUES(1,0,1,1795928316432);
INSERT INTO "story_author" VALUES(2,0,1,1795928316497);
INSERT INTO "story_author" VALUES(3,0,1,1795928316539);
CREATE TABLE story_referrer (
    story_id INTEGER NOT NULL,
    hour INTEGER NOT NULL,
    host TEXT NOT NULL,
    views INTEGER NOT NULL,
    PRIMARY KEY (story_id, hour, host)
) STRICT, WITHOUT ROWID;
CREATE TABLE story_template (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    name TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    saved_by TEXT NOT NULL,
    deleted_at INTEGER,
    deleted_by TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('article', 'page')),
    headline TEXT NOT NULL,
    standfirst TEXT NOT NULL,
    body TEXT NOT NULL,
    section TEXT NOT NULL,
    topics TEXT NOT NULL,
    language TEXT NOT NULL
) STRICT;
CREATE TABLE story_topic (
    story_id INTEGER NOT NULL REFERENCES story (id),
    position INTEGER NOT NULL,
    topic_id INTEGER NOT NULL REFERENCES topic (id),
    listed_at INTEGER,
    PRIMARY KEY (story_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "story_topic" VALUES(1,0,1,1795928316432);
INSERT INTO "story_topic" VALUES(2,0,1,1795928316497);
INSERT INTO "story_topic" VALUES(3,0,1,1795928316539);
CREATE TABLE tally (
    name TEXT NOT NULL PRIMARY KEY,
    stories INTEGER NOT NULL CHECK (stories >= 0)
) STRICT, WITHOUT ROWID;
INSERT INTO "tally" VALUES('article',3);
INSERT INTO "tally" VALUES('language:de',1);
INSERT INTO "tally" VALUES('language:en',1);
INSERT INTO "tally" VALUES('language:fa',1);
CREATE TABLE template_medium (
    hash TEXT NOT NULL,
    template_id INTEGER NOT NULL REFERENCES story_template (id),
    PRIMARY KEY (hash, template_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE topic (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    stories INTEGER NOT NULL CHECK (stories >= 0)
) STRICT;
INSERT INTO "topic" VALUES(1,'trams','Trams','',3);
CREATE TABLE topic_alias (
    alias TEXT NOT NULL PRIMARY KEY,
    topic_id INTEGER NOT NULL REFERENCES topic (id)
) STRICT, WITHOUT ROWID;
CREATE TABLE topic_merge (
    id INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    merged_by TEXT NOT NULL,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    into_id INTEGER NOT NULL
) STRICT;
CREATE TABLE topic_merge_alias (
    merge_id INTEGER NOT NULL REFERENCES topic_merge (id),
    alias TEXT NOT NULL,
    PRIMARY KEY (merge_id, alias)
) STRICT, WITHOUT ROWID;
CREATE TABLE topic_merge_story (
    merge_id INTEGER NOT NULL REFERENCES topic_merge (id),
    story_id INTEGER NOT NULL REFERENCES story (id),
    moved INTEGER NOT NULL CHECK (moved IN (0, 1)),
    PRIMARY KEY (merge_id, story_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE trash (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('story', 'medium', 'section', 'topic', 'author')),
    item INTEGER NOT NULL,
    at INTEGER NOT NULL,
    trashed_by TEXT NOT NULL,
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    aliases TEXT NOT NULL,
    description TEXT NOT NULL,
    email TEXT NOT NULL,
    url TEXT NOT NULL,
    organisation TEXT NOT NULL,
    position INTEGER NOT NULL,
    chosen INTEGER NOT NULL
) STRICT;
CREATE TABLE view_hour (
    hour INTEGER NOT NULL,
    story_id INTEGER NOT NULL,
    views INTEGER NOT NULL,
    robots INTEGER NOT NULL,
    PRIMARY KEY (hour, story_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "view_hour" VALUES(498868,1,1,0);
INSERT INTO "view_hour" VALUES(498868,2,1,0);
CREATE TABLE view_log (
    number INTEGER PRIMARY KEY,
    counts TEXT NOT NULL
, referrers TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE view_total (
    story_id INTEGER PRIMARY KEY REFERENCES story (id),
    views INTEGER NOT NULL,
    robots INTEGER NOT NULL
) STRICT;
INSERT INTO "view_total" VALUES(1,1,0);
INSERT INTO "view_total" VALUES(2,1,0);
INSERT INTO "view_total" VALUES(3,0,0);
INSERT INTO "view_total" VALUES(4,0,0);
INSERT INTO "view_total" VALUES(5,0,0);
INSERT INTO "view_total" VALUES(6,0,0);
CREATE INDEX topic_alias_by_topic ON topic_alias (topic_id);
CREATE INDEX story_newest ON story (listed_at DESC, id DESC) WHERE listed_at IS NOT NULL;
CREATE INDEX story_by_language ON story (language, listed_at DESC, id DESC) WHERE listed_at IS NOT NULL;
CREATE INDEX story_by_section ON story (section_id, listed_at DESC, id DESC) WHERE listed_at IS NOT NULL;
CREATE INDEX story_due ON story (published_at) WHERE status = 'scheduled';
CREATE INDEX story_by_slug ON story (slug);
CREATE INDEX story_translations ON story (translation_key) WHERE translation_key <> '';
CREATE UNIQUE INDEX story_by_source ON story (source) WHERE source IS NOT NULL;
CREATE INDEX story_topic_newest ON story_topic (topic_id, listed_at DESC, story_id DESC) WHERE listed_at IS NOT NULL;
CREATE INDEX story_author_newest ON story_author (author_id, listed_at DESC, story_id DESC) WHERE listed_at IS NOT NULL;
CREATE INDEX address_of_story ON address (story_id) WHERE story_id IS NOT NULL;
CREATE INDEX view_hour_by_story ON view_hour (story_id, hour);
CREATE INDEX story_last_saved ON story (updated_at DESC, id DESC, headline_words);
CREATE INDEX story_without_words ON story (id) WHERE headline_words = '';
CREATE INDEX story_by_owner ON story (created_by, updated_at DESC, id DESC);
CREATE INDEX story_by_status ON story (status, updated_at DESC, id DESC) WHERE status <> 'published';
CREATE INDEX story_assigned ON story (assignee, updated_at DESC, id DESC) WHERE assignee <> '';
CREATE INDEX section_alias_by_section ON section_alias (section_id);
CREATE INDEX note_open ON note (story_id) WHERE resolved_at IS NULL;
CREATE INDEX correction_newest ON correction (at DESC, story_id DESC, number DESC);
CREATE INDEX preview_link_by_end ON preview_link (expires_at);
CREATE INDEX medium_by_hash ON medium (hash);
CREATE INDEX medium_by_original ON medium (original);
CREATE INDEX rendition_by_hash ON rendition (hash);
CREATE INDEX medium_address_of_medium ON medium_address (medium_id);
CREATE INDEX medium_use_of_story ON medium_use (story_id);
CREATE INDEX address_redirect ON address (path) WHERE kind = 'redirect';
CREATE INDEX topic_merge_story_of_story ON topic_merge_story (story_id);
CREATE INDEX kept_answer_by_age ON kept_answer (at);
CREATE INDEX kept_answer_by_person ON kept_answer (who, at, size);
CREATE INDEX topic_in_use ON topic (name, id) WHERE stories > 0;
CREATE INDEX author_in_use ON author (name, id) WHERE stories > 0;
CREATE INDEX story_topic_unlisted ON story_topic (topic_id) WHERE listed_at IS NULL;
CREATE INDEX story_author_unlisted ON story_author (author_id) WHERE listed_at IS NULL;
CREATE INDEX story_page_by_section ON story (section_id) WHERE status = 'published' AND kind = 'page';
CREATE INDEX story_by_feed_id ON story (feed_id) WHERE feed_id <> '';
CREATE INDEX story_without_feed_id ON story (id) WHERE feed_id = '' AND published_at IS NOT NULL AND status <> 'scheduled';
CREATE INDEX author_alias_by_author ON author_alias (author_id);
CREATE INDEX trash_of_item ON trash (kind, item);
CREATE INDEX trash_of_owner ON trash (owner, number);
CREATE INDEX trash_by_age ON trash (at);
CREATE INDEX template_medium_of_template ON template_medium (template_id);
CREATE UNIQUE INDEX import_note_by_key ON import_note (key);
CREATE INDEX import_note_of_run ON import_note (run_id, state, kind, id);
CREATE INDEX notification_by_age ON notification (at);
CREATE INDEX notification_of_person ON notification (who, number DESC);
CREATE INDEX notification_of_story ON notification (story_id);
CREATE INDEX recording_captions_by_hash ON recording_captions (hash);
CREATE INDEX crop_by_rectangle ON crop (made_from, x, y, width, height, rotate);
COMMIT;
PRAGMA application_id = 1400139632;
PRAGMA user_version = 21;
