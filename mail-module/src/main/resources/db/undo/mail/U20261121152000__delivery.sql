DROP TABLE mail_undeliverable;
DROP TABLE mail_tries;
UPDATE mail_outbox SET state = if(state = 'SENDING', 'QUEUED', if(state IN ('QUEUED', 'DELIVERED'), state, 'FAILED'));
UPDATE mail_outbox SET next_try_at = coalesce(next_try_at, finished_at, created_at);
ALTER TABLE mail_outbox
  DROP KEY uk_mail_outbox_reference,
  DROP KEY ix_mail_outbox_due,
  DROP KEY ix_mail_outbox_state,
  DROP KEY ix_mail_outbox_recipient,
  DROP KEY ix_mail_outbox_domain,
  DROP KEY ix_mail_outbox_created,
  DROP KEY ix_mail_outbox_ended,
  DROP COLUMN recipient_domain;
ALTER TABLE mail_outbox
  DROP COLUMN reference,
  DROP COLUMN category,
  DROP COLUMN retried_at,
  DROP COLUMN lane,
  DROP COLUMN recipient_key,
  MODIFY next_try_at datetime(6) NOT NULL,
  ADD KEY ix_mail_outbox_due (state, next_try_at);
