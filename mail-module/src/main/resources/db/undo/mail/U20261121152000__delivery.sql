-- destructive: drops the table mail_undeliverable with its rows
DROP TABLE mail_undeliverable;
-- destructive: drops the table mail_tries with its rows
DROP TABLE mail_tries;
UPDATE mail_outbox SET state = if(state = 'SENDING', 'QUEUED', if(state IN ('QUEUED', 'DELIVERED'), state, 'FAILED'));
UPDATE mail_outbox SET next_try_at = coalesce(next_try_at, finished_at, created_at);
-- destructive: drops mail_outbox.recipient_domain with what is in it
ALTER TABLE mail_outbox
  DROP KEY uk_mail_outbox_reference,
  DROP KEY ix_mail_outbox_due,
  DROP KEY ix_mail_outbox_state,
  DROP KEY ix_mail_outbox_recipient,
  DROP KEY ix_mail_outbox_domain,
  DROP KEY ix_mail_outbox_created,
  DROP KEY ix_mail_outbox_ended,
  DROP COLUMN recipient_domain;
-- destructive: drops mail_outbox.reference with what is in it
-- destructive: drops mail_outbox.category with what is in it
-- destructive: drops mail_outbox.retried_at with what is in it
-- destructive: drops mail_outbox.lane with what is in it
-- destructive: drops mail_outbox.recipient_key with what is in it
ALTER TABLE mail_outbox
  DROP COLUMN reference,
  DROP COLUMN category,
  DROP COLUMN retried_at,
  DROP COLUMN lane,
  DROP COLUMN recipient_key,
  MODIFY next_try_at datetime(6) NOT NULL,
  ADD KEY ix_mail_outbox_due (state, next_try_at);
