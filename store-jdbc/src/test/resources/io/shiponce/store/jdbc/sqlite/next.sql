-- A version that no release has: it adds to what is there, and fills what it adds.

ALTER TABLE ${schema}${prefix}shipment ADD COLUMN upgraded INTEGER NOT NULL DEFAULT 0;

UPDATE ${schema}${prefix}shipment SET upgraded = 1;

CREATE TABLE ${schema}${prefix}arrival (
    shipment_id TEXT PRIMARY KEY,
    arrived_at INTEGER NOT NULL
);

INSERT INTO ${schema}${prefix}arrival (shipment_id, arrived_at)
    SELECT shipment_id, MIN(at) FROM ${schema}${prefix}history GROUP BY shipment_id;

CREATE INDEX ${prefix}shipment_upgraded ON ${schema}${prefix}shipment (upgraded);

UPDATE ${schema}${prefix}meta SET schema_version = 2 WHERE schema_version = 1;
