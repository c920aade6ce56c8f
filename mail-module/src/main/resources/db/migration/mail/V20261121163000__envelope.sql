-- Copies, enclosures, and what addresses do not want.
ALTER TABLE mail_outbox
  ADD COLUMN copies varchar(2000) NULL,
  ADD COLUMN blind_copies varchar(2000) NULL,
  ADD COLUMN reply_to varchar(254) NULL,
  ADD COLUMN unsubscribe_url varchar(1000) NULL,
  ADD COLUMN enclosure_count int NOT NULL DEFAULT 0;

CREATE TABLE mail_enclosures (
  id bigint NOT NULL AUTO_INCREMENT,
  mail_id bigint NOT NULL,
  place int NOT NULL,
  name varchar(255) NOT NULL,
  type varchar(127) NOT NULL,
  content_id varchar(64) NULL,
  content longblob NOT NULL,
  PRIMARY KEY (id),
  KEY ix_mail_enclosures_mail (mail_id),
  CONSTRAINT fk_mail_enclosures_mail FOREIGN KEY (mail_id) REFERENCES mail_outbox (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE mail_declined (
  address_key varchar(254) NOT NULL,
  category varchar(64) NOT NULL,
  since datetime(6) NOT NULL,
  PRIMARY KEY (address_key, category)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
