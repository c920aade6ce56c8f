alter table sign_ups
  add column place varchar(64) character set utf8mb4 collate utf8mb4_bin null comment 'the network address it was made from' after language;

alter table sign_up_mails
  add column reach char(64) character set ascii collate ascii_bin null comment 'hash of address and place: counts what one place causes' after address_key,
  add index sign_up_mails_reach_ix (reach, created_at);
