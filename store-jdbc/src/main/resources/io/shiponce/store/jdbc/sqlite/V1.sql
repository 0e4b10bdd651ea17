-- ShipOnce's tables for SQLite, to be made in one transaction. Times are microseconds since 1970.

-- One row: whose store this is, and what all engines share.
CREATE TABLE ${schema}${prefix}meta (
    singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
    schema_version INTEGER NOT NULL,
    installation TEXT,
    incarnation INTEGER NOT NULL,
    -- How often evidence of shipments that are not here was kept: a transaction that sees another number does not see all of it.
    strays INTEGER NOT NULL DEFAULT 0,
    restored_at INTEGER,
    quarantine_quiet INTEGER
);

-- Rows that the durability audit writes on one connection and looks for on another.
CREATE TABLE ${schema}${prefix}probe (
    id TEXT PRIMARY KEY
);

-- The tombstone of each order: never changed, never removed.
CREATE TABLE ${schema}${prefix}order (
    shop TEXT NOT NULL,
    number TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    accepted_at INTEGER NOT NULL,
    PRIMARY KEY (shop, number)
);

-- The hot rows. Every write is conditional on version and raises it by one.
CREATE TABLE ${schema}${prefix}shipment (
    id TEXT PRIMARY KEY,
    shop TEXT NOT NULL,
    order_number TEXT NOT NULL,
    part INTEGER NOT NULL,
    carrier TEXT NOT NULL,
    priority INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    placed_at INTEGER,
    reship_of TEXT,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    revision INTEGER NOT NULL,
    reference TEXT NOT NULL,
    reference_key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    attempts_forgiven INTEGER NOT NULL,
    exposed INTEGER NOT NULL,
    cancel_requested INTEGER NOT NULL,
    held TEXT,
    claim_id TEXT,
    claim_attempt INTEGER,
    claim_owner TEXT,
    claimed_at INTEGER,
    claim_expires_at INTEGER,
    claim_quiet_ends_at INTEGER,
    claim_level INTEGER,
    claim_scope TEXT,
    claim_format TEXT,
    claim_resend_window INTEGER,
    first_claimed_at INTEGER,
    tracking_number TEXT,
    doubt_cause TEXT,
    doubt_since INTEGER,
    doubt_quiet_ends_at INTEGER,
    doubt_forgiven INTEGER NOT NULL,
    erasable_since INTEGER
);

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

-- Dispatch only reads it. Shipments are found here by their order, and by their reference.
CREATE TABLE ${schema}${prefix}payload (
    shipment_id TEXT PRIMARY KEY,
    shop TEXT NOT NULL,
    order_number TEXT NOT NULL,
    reference TEXT NOT NULL,
    payload BLOB NOT NULL
);

CREATE INDEX ${prefix}payload_order ON ${schema}${prefix}payload (shop, order_number);

CREATE INDEX ${prefix}payload_reference ON ${schema}${prefix}payload (reference);

CREATE TABLE ${schema}${prefix}receipt (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    shipment_id TEXT NOT NULL,
    receipt BLOB NOT NULL
);

CREATE INDEX ${prefix}receipt_shipment ON ${schema}${prefix}receipt (shipment_id, id);

-- Append-only, but for folding. One writer at a time: the order of ids is the order of commits.
CREATE TABLE ${schema}${prefix}history (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    incarnation INTEGER NOT NULL,
    shipment_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    from_state TEXT,
    to_state TEXT NOT NULL,
    actor TEXT NOT NULL,
    revision INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    claim_id TEXT,
    tracking_number TEXT,
    detail TEXT NOT NULL,
    folded INTEGER NOT NULL
);

CREATE INDEX ${prefix}history_shipment ON ${schema}${prefix}history (shipment_id, id);

-- After a restored backup, ids start again from where the backup ended: see the cursor of events.
CREATE INDEX ${prefix}history_restored ON ${schema}${prefix}history (incarnation)
    WHERE incarnation > 1;

-- How many shipments are finished: each transaction appends its changes, which are summed up, and folded now and then.
CREATE TABLE ${schema}${prefix}tally (
    id INTEGER PRIMARY KEY,
    carrier TEXT NOT NULL,
    state TEXT NOT NULL,
    by_how_many INTEGER NOT NULL
);

CREATE TABLE ${schema}${prefix}pause (
    carrier TEXT PRIMARY KEY,
    since INTEGER NOT NULL,
    paused_by TEXT NOT NULL,
    reason TEXT NOT NULL
);

CREATE TABLE ${schema}${prefix}engine (
    engine TEXT PRIMARY KEY,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL
);

INSERT INTO ${schema}${prefix}meta (singleton, schema_version, incarnation) VALUES (1, 1, 1);
