-- A version that no release has: it adds to what is there, and fills what it adds. Each statement can be repeated; MySQL knows no
-- IF NOT EXISTS for columns and indexes, and so is asked before.

SET @change = IF(
    NOT EXISTS (SELECT 1 FROM information_schema.columns
            WHERE table_schema = IF('${schema}' = '', DATABASE(), TRIM(TRAILING '.' FROM '${schema}'))
            AND table_name = '${prefix}shipment' AND column_name = 'upgraded'),
    'ALTER TABLE ${schema}${prefix}shipment ADD COLUMN upgraded INTEGER NOT NULL DEFAULT 0, ADD INDEX ${prefix}shipment_upgraded (upgraded)',
    'DO 0');

PREPARE change_shipment FROM @change;

EXECUTE change_shipment;

UPDATE ${schema}${prefix}shipment SET upgraded = 1 WHERE upgraded = 0;

CREATE TABLE IF NOT EXISTS ${schema}${prefix}arrival (
    shipment_id VARCHAR(64) NOT NULL PRIMARY KEY,
    arrived_at BIGINT NOT NULL
) ENGINE = InnoDB, CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80017 COLLATE utf8mb4_0900_bin */;

INSERT IGNORE INTO ${schema}${prefix}arrival (shipment_id, arrived_at)
    SELECT shipment_id, MIN(at) FROM ${schema}${prefix}history GROUP BY shipment_id;

UPDATE ${schema}${prefix}meta SET schema_version = 2 WHERE schema_version = 1;
