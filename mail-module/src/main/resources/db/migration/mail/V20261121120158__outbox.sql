-- Mail waits here, written in the transaction that causes it. A claim sets owner and moves
-- next_try_at to the end of the lease, so one index finds new mail, retries and lost claims alike.
CREATE TABLE mail_outbox (
  id bigint NOT NULL AUTO_INCREMENT,
  message_id varchar(255) NOT NULL,
  template varchar(100) NOT NULL,
  recipient_address varchar(254) NOT NULL,
  recipient_name varchar(255) NOT NULL,
  language varchar(35) NOT NULL,
  subject varchar(255) NOT NULL,
  html mediumtext NULL,
  text mediumtext NULL,
  confidential bit(1) NOT NULL,
  state varchar(16) NOT NULL,
  tries int NOT NULL,
  created_at datetime(6) NOT NULL,
  next_try_at datetime(6) NOT NULL,
  owner varchar(64) NULL,
  finished_at datetime(6) NULL,
  answer varchar(500) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uk_mail_outbox_message_id (message_id),
  KEY ix_mail_outbox_due (state, next_try_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
