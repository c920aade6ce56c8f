-- destructive: drops the table mail_declined with its rows
DROP TABLE mail_declined;
-- destructive: drops the table mail_enclosures with its rows
DROP TABLE mail_enclosures;
-- destructive: drops mail_outbox.copies with what is in it
-- destructive: drops mail_outbox.blind_copies with what is in it
-- destructive: drops mail_outbox.reply_to with what is in it
-- destructive: drops mail_outbox.unsubscribe_url with what is in it
-- destructive: drops mail_outbox.enclosure_count with what is in it
ALTER TABLE mail_outbox
  DROP COLUMN copies,
  DROP COLUMN blind_copies,
  DROP COLUMN reply_to,
  DROP COLUMN unsubscribe_url,
  DROP COLUMN enclosure_count;
