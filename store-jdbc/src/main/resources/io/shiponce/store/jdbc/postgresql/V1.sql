-- ShipOnce's tables for PostgreSQL 13 or newer, to be made in one transaction. Times are microseconds since 1970. Ids sort by code
-- point, whatever the database's locale.

-- One row: whose store this is, and what all engines share.
CREATE TABLE ${schema}${prefix}meta (
    singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
    schema_version INTEGER NOT NULL,
    installation TEXT,
    incarnation BIGINT NOT NULL,
    -- How often evidence of shipments that are not here was kept: a transaction that sees another number does not see all of it.
    strays BIGINT NOT NULL DEFAULT 0,
    restored_at BIGINT,
    quarantine_quiet BIGINT,
    -- Which timeline of which server this goes on from, and who said that it may.
    lineage TEXT,
    lineage_by TEXT
);

-- Rows that the durability audit writes on one connection and looks for on another.
CREATE TABLE ${schema}${prefix}probe (
    id TEXT COLLATE "C" PRIMARY KEY
);

-- The tombstone of each order: never changed, never removed.
CREATE TABLE ${schema}${prefix}order (
    shop TEXT COLLATE "C" NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    fingerprint TEXT NOT NULL,
    accepted_at BIGINT NOT NULL,
    PRIMARY KEY (shop, number)
);

-- The hot rows. Every write is conditional on version and raises it by one.
CREATE TABLE ${schema}${prefix}shipment (
    id TEXT COLLATE "C" PRIMARY KEY,
    shop TEXT COLLATE "C" NOT NULL,
    order_number TEXT COLLATE "C" NOT NULL,
    part INTEGER NOT NULL,
    carrier TEXT COLLATE "C" NOT NULL,
    priority INTEGER NOT NULL,
    not_before BIGINT NOT NULL,
    placed_at BIGINT,
    reship_of TEXT,
    reference TEXT NOT NULL,
    reference_key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    revision INTEGER NOT NULL,
    due_at BIGINT NOT NULL,
    attempts_forgiven INTEGER NOT NULL,
    held TEXT,
    exposed BOOLEAN NOT NULL,
    cancel_requested BOOLEAN NOT NULL,
    doubt_forgiven BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    erasable_since BIGINT,
    tracking_number TEXT COLLATE "C",
    doubt_cause TEXT,
    doubt_since BIGINT,
    doubt_quiet_ends_at BIGINT,
    attempt INTEGER NOT NULL,
    claim_id TEXT,
    claim_attempt INTEGER,
    claim_owner TEXT,
    claimed_at BIGINT,
    claim_expires_at BIGINT,
    claim_quiet_ends_at BIGINT,
    claim_level INTEGER,
    claim_scope TEXT,
    claim_format TEXT,
    claim_resend_window BIGINT,
    first_claimed_at BIGINT
) WITH (fillfactor = 38);

-- What is claimed next. Finished shipments are in none of the indexes that dispatch uses.
CREATE INDEX ${prefix}shipment_ready ON ${schema}${prefix}shipment (carrier, priority DESC, due_at, id, not_before)
    WHERE state = 'PENDING' AND held IS NULL;

CREATE INDEX ${prefix}shipment_claimed ON ${schema}${prefix}shipment (state, claim_expires_at, claim_id)
    WHERE state = 'CLAIMED';

-- Does not begin with id, which need not come in order: each write would touch a page of its own.
CREATE INDEX ${prefix}shipment_pending ON ${schema}${prefix}shipment (state, carrier)
    WHERE state = 'PENDING';

CREATE INDEX ${prefix}shipment_doubtful ON ${schema}${prefix}shipment (id, carrier, due_at)
    WHERE state = 'IN_DOUBT';

-- The doubts that count against a carrier's limit.
CREATE INDEX ${prefix}shipment_unanswered ON ${schema}${prefix}shipment (carrier)
    WHERE state = 'IN_DOUBT' AND doubt_cause = 'UNKNOWN_ANSWER' AND doubt_forgiven = FALSE;

-- Claims that were found expired, by their exchange. It costs dispatch nothing: what never expires is never in it.
CREATE INDEX ${prefix}shipment_expired ON ${schema}${prefix}shipment (claim_id)
    WHERE state = 'IN_DOUBT' AND doubt_cause = 'CLAIM_EXPIRED';

-- Few. Confirmed ones are many: they are found by their id, and counted by the tally.
CREATE INDEX ${prefix}shipment_unsent ON ${schema}${prefix}shipment (id, carrier)
    WHERE state IN ('REJECTED', 'CANCELLED');

-- Finished, and not erased yet.
CREATE INDEX ${prefix}shipment_erasable ON ${schema}${prefix}shipment (erasable_since)
    WHERE erasable_since IS NOT NULL;

-- What a customer asks with.
CREATE INDEX ${prefix}shipment_tracking ON ${schema}${prefix}shipment (tracking_number)
    WHERE tracking_number IS NOT NULL;

-- Dispatch only reads it. So it is here that shipments are found by their order, and by their reference: an index of the hot rows would
-- be written with each of their versions.
CREATE TABLE ${schema}${prefix}payload (
    shipment_id TEXT COLLATE "C" PRIMARY KEY,
    shop TEXT COLLATE "C" NOT NULL,
    order_number TEXT COLLATE "C" NOT NULL,
    reference TEXT COLLATE "C" NOT NULL,
    payload BYTEA NOT NULL
);

CREATE INDEX ${prefix}payload_order ON ${schema}${prefix}payload (shop, order_number);

CREATE INDEX ${prefix}payload_reference ON ${schema}${prefix}payload (reference);

CREATE TABLE ${schema}${prefix}receipt (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    shipment_id TEXT COLLATE "C" NOT NULL,
    receipt BYTEA NOT NULL,
    PRIMARY KEY (shipment_id, id)
);

-- Append-only, but for folding. Ids are not handed out in the order of commits; xid lets readers of events wait for the slower one.
CREATE TABLE ${schema}${prefix}history (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    incarnation BIGINT NOT NULL,
    xid BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
    shipment_id TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    from_state TEXT,
    to_state TEXT NOT NULL,
    actor TEXT NOT NULL,
    revision INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    claim_id TEXT,
    tracking_number TEXT,
    detail TEXT NOT NULL,
    folded INTEGER NOT NULL,
    PRIMARY KEY (shipment_id, id)
);

CREATE INDEX ${prefix}history_event ON ${schema}${prefix}history (incarnation, xid, id);

-- How many shipments are finished: each transaction appends its changes, which are summed up, and folded now and then.
CREATE TABLE ${schema}${prefix}tally (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    carrier TEXT COLLATE "C" NOT NULL,
    state TEXT NOT NULL,
    by_how_many BIGINT NOT NULL
);

CREATE TABLE ${schema}${prefix}pause (
    carrier TEXT COLLATE "C" PRIMARY KEY,
    since BIGINT NOT NULL,
    paused_by TEXT NOT NULL,
    reason TEXT NOT NULL
);

CREATE TABLE ${schema}${prefix}engine (
    engine TEXT COLLATE "C" PRIMARY KEY,
    first_seen BIGINT NOT NULL,
    last_seen BIGINT NOT NULL
);

INSERT INTO ${schema}${prefix}meta (singleton, schema_version, incarnation) VALUES (1, 1, 1);
