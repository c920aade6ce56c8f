-- Delivery by many nodes: next_try_at is null once a mail needs nothing more, so that one index
-- (by lane, so that neither retries nor newsletters stand in front of a password) finds what is due.
ALTER TABLE mail_outbox
  ADD COLUMN reference varchar(32) NULL AFTER message_id,
  ADD COLUMN category varchar(64) NOT NULL DEFAULT 'account' AFTER template,
  ADD COLUMN lane varchar(8) NOT NULL DEFAULT 'FIRST' AFTER state,
  ADD COLUMN recipient_key varchar(254) NOT NULL DEFAULT '' AFTER recipient_name,
  ADD COLUMN recipient_domain varchar(254) AS (substring_index(recipient_key, '@', -1)) PERSISTENT,
  ADD COLUMN retried_at datetime(6) NULL AFTER created_at,
  MODIFY next_try_at datetime(6) NULL;

UPDATE mail_outbox SET
  reference = lower(hex(random_bytes(16))),
  recipient_key = lower(recipient_address),
  lane = if(tries = 0, 'FIRST', 'RETRY'),
  next_try_at = if(state = 'QUEUED', next_try_at, NULL);

ALTER TABLE mail_outbox
  MODIFY reference varchar(32) NOT NULL,
  MODIFY recipient_key varchar(254) NOT NULL,
  DROP KEY ix_mail_outbox_due,
  ADD UNIQUE KEY uk_mail_outbox_reference (reference),
  ADD KEY ix_mail_outbox_due (lane, next_try_at, recipient_domain),
  ADD KEY ix_mail_outbox_state (state, id),
  ADD KEY ix_mail_outbox_recipient (recipient_key),
  ADD KEY ix_mail_outbox_domain (recipient_domain),
  ADD KEY ix_mail_outbox_created (created_at),
  ADD KEY ix_mail_outbox_ended (finished_at, state);

CREATE TABLE mail_tries (
  id bigint NOT NULL AUTO_INCREMENT,
  mail_id bigint NOT NULL,
  tried_at datetime(6) NOT NULL,
  node varchar(64) NOT NULL,
  outcome varchar(16) NOT NULL,
  answer varchar(500) NOT NULL,
  PRIMARY KEY (id),
  KEY ix_mail_tries_mail (mail_id),
  CONSTRAINT fk_mail_tries_mail FOREIGN KEY (mail_id) REFERENCES mail_outbox (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Addresses whose mail came back: nothing is sent there until somebody clears them.
CREATE TABLE mail_undeliverable (
  address_key varchar(254) NOT NULL,
  address varchar(254) NOT NULL,
  since datetime(6) NOT NULL,
  reason varchar(500) NOT NULL,
  PRIMARY KEY (address_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
