DROP TABLE mail_declined;
DROP TABLE mail_enclosures;
ALTER TABLE mail_outbox
  DROP COLUMN copies,
  DROP COLUMN blind_copies,
  DROP COLUMN reply_to,
  DROP COLUMN unsubscribe_url,
  DROP COLUMN enclosure_count;
