-- A version that no release has: it adds to what is there, and fills what it adds. Each statement can be repeated.

ALTER TABLE ${schema}${prefix}shipment ADD COLUMN IF NOT EXISTS upgraded INTEGER DEFAULT 0 NOT NULL;

UPDATE ${schema}${prefix}shipment SET upgraded = 1 WHERE upgraded = 0;

CREATE TABLE IF NOT EXISTS ${schema}${prefix}arrival (
    shipment_id VARCHAR PRIMARY KEY,
    arrived_at BIGINT NOT NULL
);

MERGE INTO ${schema}${prefix}arrival (shipment_id, arrived_at)
    SELECT shipment_id, MIN(at) FROM ${schema}${prefix}history GROUP BY shipment_id;

CREATE INDEX IF NOT EXISTS ${prefix}shipment_upgraded ON ${schema}${prefix}shipment (upgraded);

UPDATE ${schema}${prefix}meta SET schema_version = 2 WHERE schema_version = 1;
