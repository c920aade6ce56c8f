alter table sign_up_mails
  add column place varchar(64) character set utf8mb4 collate utf8mb4_bin null comment 'the network address that caused it' after reach,
  add column mailbox varchar(254) character set utf8mb4 collate utf8mb4_bin null comment 'the address without +tag: counts what one mailbox gets' after place,
  add index sign_up_mails_place_ix (place, created_at),
  add index sign_up_mails_mailbox_ix (mailbox, created_at);
