-- ShipOnce's tables for H2 2.2 or newer. Times are microseconds since 1970. Each statement commits by itself: so all can be repeated,
-- also by two processes at once, and the last one says that the version is there.

-- One row: whose store this is, and what all engines share.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}meta (
    singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
    schema_version INTEGER NOT NULL,
    installation VARCHAR,
    incarnation BIGINT NOT NULL,
    -- How often evidence of shipments that are not here was kept: a transaction that sees another number does not see all of it.
    strays BIGINT NOT NULL DEFAULT 0,
    restored_at BIGINT,
    quarantine_quiet BIGINT
);

-- Rows that the durability audit writes on one connection and looks for on another.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}probe (
    id VARCHAR PRIMARY KEY
);

-- The tombstone of each order: never changed, never removed.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}order (
    shop VARCHAR NOT NULL,
    number VARCHAR NOT NULL,
    fingerprint VARCHAR NOT NULL,
    accepted_at BIGINT NOT NULL,
    PRIMARY KEY (shop, number)
);

-- The hot rows. Every write is conditional on version and raises it by one.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}shipment (
    id VARCHAR PRIMARY KEY,
    shop VARCHAR NOT NULL,
    order_number VARCHAR NOT NULL,
    part INTEGER NOT NULL,
    carrier VARCHAR NOT NULL,
    priority INTEGER NOT NULL,
    not_before BIGINT NOT NULL,
    placed_at BIGINT,
    reship_of VARCHAR,
    version BIGINT NOT NULL,
    state VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    reference VARCHAR NOT NULL,
    reference_key VARCHAR NOT NULL,
    fingerprint VARCHAR NOT NULL,
    due_at BIGINT NOT NULL,
    attempt INTEGER NOT NULL,
    attempts_forgiven INTEGER NOT NULL,
    exposed BOOLEAN NOT NULL,
    cancel_requested BOOLEAN NOT NULL,
    held VARCHAR,
    claim_id VARCHAR,
    claim_attempt INTEGER,
    claim_owner VARCHAR,
    claimed_at BIGINT,
    claim_expires_at BIGINT,
    claim_quiet_ends_at BIGINT,
    claim_level INTEGER,
    claim_scope VARCHAR,
    claim_format VARCHAR,
    claim_resend_window BIGINT,
    first_claimed_at BIGINT,
    tracking_number VARCHAR,
    doubt_cause VARCHAR,
    doubt_since BIGINT,
    doubt_quiet_ends_at BIGINT,
    doubt_forgiven BOOLEAN NOT NULL,
    erasable_since BIGINT,
    -- Indexes cannot be partial here: this one is null where nothing can be claimed.
    ready_carrier VARCHAR GENERATED ALWAYS AS (CASE WHEN state = 'PENDING' AND held IS NULL THEN carrier END)
);

-- What is claimed next. What is finished lies apart, under other states and in the order of time.
CREATE INDEX IF NOT EXISTS ${prefix}shipment_ready ON ${schema}${prefix}shipment (ready_carrier, priority DESC, due_at, id, not_before);

CREATE INDEX IF NOT EXISTS ${prefix}shipment_claimed ON ${schema}${prefix}shipment (state, claim_expires_at);

-- How many are where, the doubts that count against a carrier's limit, and the claims that were found expired.
CREATE INDEX IF NOT EXISTS ${prefix}shipment_unanswered ON ${schema}${prefix}shipment (state, doubt_cause, carrier, doubt_forgiven);

-- Finished, and not erased yet.
CREATE INDEX IF NOT EXISTS ${prefix}shipment_erasable ON ${schema}${prefix}shipment (erasable_since);

-- What a customer asks with.
CREATE INDEX IF NOT EXISTS ${prefix}shipment_tracking ON ${schema}${prefix}shipment (tracking_number);

-- Dispatch only reads it. Shipments are found here by their order, and by their reference.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}payload (
    shipment_id VARCHAR PRIMARY KEY,
    shop VARCHAR NOT NULL,
    order_number VARCHAR NOT NULL,
    reference VARCHAR NOT NULL,
    payload VARBINARY NOT NULL
);

CREATE INDEX IF NOT EXISTS ${prefix}payload_order ON ${schema}${prefix}payload (shop, order_number);

CREATE INDEX IF NOT EXISTS ${prefix}payload_reference ON ${schema}${prefix}payload (reference);

CREATE TABLE IF NOT EXISTS ${schema}${prefix}receipt (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    shipment_id VARCHAR NOT NULL,
    receipt VARBINARY NOT NULL
);

CREATE INDEX IF NOT EXISTS ${prefix}receipt_shipment ON ${schema}${prefix}receipt (shipment_id, id);

-- Append-only, but for folding. One writer at a time: the order of ids is the order of commits.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}history (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    incarnation BIGINT NOT NULL,
    shipment_id VARCHAR NOT NULL,
    at BIGINT NOT NULL,
    kind VARCHAR NOT NULL,
    from_state VARCHAR,
    to_state VARCHAR NOT NULL,
    actor VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    claim_id VARCHAR,
    tracking_number VARCHAR,
    detail VARCHAR NOT NULL,
    folded INTEGER NOT NULL
);

CREATE INDEX IF NOT EXISTS ${prefix}history_shipment ON ${schema}${prefix}history (shipment_id, id);

-- After a restored backup, ids start again from where the backup ended: see the cursor of events.
CREATE INDEX IF NOT EXISTS ${prefix}history_restored ON ${schema}${prefix}history (incarnation, id);

-- How many shipments are finished: each transaction appends its changes, which are summed up, and folded now and then.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}tally (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    carrier VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    by_how_many BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS ${schema}${prefix}pause (
    carrier VARCHAR PRIMARY KEY,
    since BIGINT NOT NULL,
    paused_by VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);

CREATE TABLE IF NOT EXISTS ${schema}${prefix}engine (
    engine VARCHAR PRIMARY KEY,
    first_seen BIGINT NOT NULL,
    last_seen BIGINT NOT NULL
);

INSERT INTO ${schema}${prefix}meta (singleton, schema_version, incarnation)
    SELECT 1, 1, 1 WHERE NOT EXISTS (SELECT 1 FROM ${schema}${prefix}meta);
