-- ShipOnce's tables for MariaDB 10.11 or newer, and for MySQL 8.0.17 or newer. Times are microseconds since 1970. The comments behind
-- the tables are not only that: each server reads its own, and compares texts byte by byte. Each statement commits by itself: so all
-- can be repeated, and the last one says that the version is there.

-- One row: whose store this is, and what all engines share.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}meta (
    singleton INTEGER NOT NULL PRIMARY KEY CHECK (singleton = 1),
    schema_version INTEGER NOT NULL,
    installation VARCHAR(50),
    incarnation BIGINT NOT NULL,
    -- How often evidence of shipments that are not here was kept: a transaction that sees another number does not see all of it.
    strays BIGINT NOT NULL DEFAULT 0,
    restored_at BIGINT,
    quarantine_quiet BIGINT,
    -- Which server this goes on from, and who said that it may.
    lineage VARCHAR(200),
    lineage_by VARCHAR(800)
) ENGINE = InnoDB, CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80017 COLLATE utf8mb4_0900_bin */;

-- Rows that the durability audit writes on one connection and looks for on another.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}probe (
    id VARCHAR(64) NOT NULL PRIMARY KEY
) ENGINE = InnoDB, CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80017 COLLATE utf8mb4_0900_bin */;

-- The tombstone of each order: never changed, never removed.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}order (
    shop VARCHAR(100) NOT NULL,
    number VARCHAR(100) NOT NULL,
    fingerprint VARCHAR(100) NOT NULL,
    accepted_at BIGINT NOT NULL,
    PRIMARY KEY (shop, number)
) ENGINE = InnoDB, CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80017 COLLATE utf8mb4_0900_bin */;

-- The hot rows. Every write is conditional on version and raises it by one.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}shipment (
    id VARCHAR(64) NOT NULL PRIMARY KEY,
    shop VARCHAR(100) NOT NULL,
    order_number VARCHAR(100) NOT NULL,
    part INTEGER NOT NULL,
    carrier VARCHAR(50) NOT NULL,
    priority INTEGER NOT NULL,
    not_before BIGINT NOT NULL,
    placed_at BIGINT,
    reship_of VARCHAR(64),
    version BIGINT NOT NULL,
    state VARCHAR(20) NOT NULL,
    revision INTEGER NOT NULL,
    reference VARCHAR(35) NOT NULL,
    reference_key VARCHAR(36) NOT NULL,
    fingerprint VARCHAR(100) NOT NULL,
    due_at BIGINT NOT NULL,
    attempt INTEGER NOT NULL,
    attempts_forgiven INTEGER NOT NULL,
    exposed BOOLEAN NOT NULL,
    cancel_requested BOOLEAN NOT NULL,
    held MEDIUMTEXT,
    claim_id VARCHAR(64),
    claim_attempt INTEGER,
    claim_owner VARCHAR(200),
    claimed_at BIGINT,
    claim_expires_at BIGINT,
    claim_quiet_ends_at BIGINT,
    claim_level INTEGER,
    claim_scope VARCHAR(200),
    claim_format VARCHAR(50),
    claim_resend_window BIGINT,
    first_claimed_at BIGINT,
    tracking_number VARCHAR(100),
    doubt_cause VARCHAR(40),
    doubt_since BIGINT,
    doubt_quiet_ends_at BIGINT,
    doubt_forgiven BOOLEAN NOT NULL,
    erasable_since BIGINT,
    -- Indexes cannot be partial here: this one is null where nothing can be claimed.
    ready_carrier VARCHAR(50)
        GENERATED ALWAYS AS (CASE WHEN state = 'PENDING' AND held IS NULL THEN carrier END) STORED,
    -- What is claimed next. What is finished lies apart, under other states and in the order of time.
    INDEX ${prefix}shipment_ready (ready_carrier, priority DESC, due_at, id, not_before),
    INDEX ${prefix}shipment_claimed (state, claim_expires_at),
    -- How many are where, the doubts that count against a carrier's limit, and the claims that were found expired.
    INDEX ${prefix}shipment_unanswered (state, doubt_cause, carrier, doubt_forgiven),
    -- Finished, and not erased yet.
    INDEX ${prefix}shipment_erasable (erasable_since),
    -- What a customer asks with. It is written once, when the carrier has said it.
    INDEX ${prefix}shipment_tracking (tracking_number)
) ENGINE = InnoDB, CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80017 COLLATE utf8mb4_0900_bin */;

-- Dispatch only reads it. Shipments are found here by their order, and by their reference.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}payload (
    shipment_id VARCHAR(64) NOT NULL PRIMARY KEY,
    shop VARCHAR(100) NOT NULL,
    order_number VARCHAR(100) NOT NULL,
    reference VARCHAR(35) NOT NULL,
    payload LONGBLOB NOT NULL,
    INDEX ${prefix}payload_order (shop, order_number),
    INDEX ${prefix}payload_reference (reference)
) ENGINE = InnoDB, CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80017 COLLATE utf8mb4_0900_bin */;

CREATE TABLE IF NOT EXISTS ${schema}${prefix}receipt (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    shipment_id VARCHAR(64) NOT NULL,
    receipt LONGBLOB NOT NULL,
    INDEX ${prefix}receipt_shipment (shipment_id, id)
) ENGINE = InnoDB, CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80017 COLLATE utf8mb4_0900_bin */;

-- Append-only, but for folding. Ids are not handed out in the order of commits: who reads events gives each entry its place.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}history (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    place BIGINT,
    incarnation BIGINT NOT NULL,
    shipment_id VARCHAR(64) NOT NULL,
    at BIGINT NOT NULL,
    kind VARCHAR(40) NOT NULL,
    from_state VARCHAR(20),
    to_state VARCHAR(20) NOT NULL,
    actor VARCHAR(200) NOT NULL,
    revision INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    claim_id VARCHAR(64),
    tracking_number VARCHAR(100),
    detail VARCHAR(500) NOT NULL,
    folded INTEGER NOT NULL,
    INDEX ${prefix}history_shipment (shipment_id, id),
    INDEX ${prefix}history_event (place)
) ENGINE = InnoDB, CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80017 COLLATE utf8mb4_0900_bin */;

-- One row: the last place that was given to an event. It is not meta's, which every writer holds.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}event (
    singleton INTEGER NOT NULL PRIMARY KEY CHECK (singleton = 1),
    last_place BIGINT NOT NULL
) ENGINE = InnoDB, CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80017 COLLATE utf8mb4_0900_bin */;

-- How many shipments are finished: each transaction appends its changes, which are summed up, and folded now and then.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}tally (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    carrier VARCHAR(50) NOT NULL,
    state VARCHAR(20) NOT NULL,
    by_how_many BIGINT NOT NULL
) ENGINE = InnoDB, CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80017 COLLATE utf8mb4_0900_bin */;

CREATE TABLE IF NOT EXISTS ${schema}${prefix}pause (
    carrier VARCHAR(50) NOT NULL PRIMARY KEY,
    since BIGINT NOT NULL,
    paused_by VARCHAR(200) NOT NULL,
    reason VARCHAR(500) NOT NULL
) ENGINE = InnoDB, CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80017 COLLATE utf8mb4_0900_bin */;

CREATE TABLE IF NOT EXISTS ${schema}${prefix}engine (
    engine VARCHAR(200) NOT NULL PRIMARY KEY,
    first_seen BIGINT NOT NULL,
    last_seen BIGINT NOT NULL
) ENGINE = InnoDB, CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80017 COLLATE utf8mb4_0900_bin */;

-- For a cluster, whose nodes do not know each other's locks: rows that are written in their place, the first 64 by writers, the others by
-- exchanges.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}gate (
    gate INTEGER NOT NULL PRIMARY KEY,
    passed BIGINT NOT NULL
) ENGINE = InnoDB, CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80017 COLLATE utf8mb4_0900_bin */;

-- For a cluster: a row per session, by which it knows whether its last transaction was committed.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}mark (
    session VARCHAR(36) NOT NULL PRIMARY KEY,
    transaction_number BIGINT NOT NULL,
    complete BOOLEAN NOT NULL,
    at DATETIME NOT NULL,
    INDEX ${prefix}mark_at (at)
) ENGINE = InnoDB, CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80017 COLLATE utf8mb4_0900_bin */;

INSERT IGNORE INTO ${schema}${prefix}gate (gate, passed)
    WITH RECURSIVE every (gate) AS (SELECT 0 UNION ALL SELECT gate + 1 FROM every WHERE gate < 127)
    SELECT gate, 0 FROM every;

INSERT IGNORE INTO ${schema}${prefix}event (singleton, last_place) VALUES (1, 0);

INSERT IGNORE INTO ${schema}${prefix}meta (singleton, schema_version, incarnation) VALUES (1, 1, 1);
