-- A character set without a collation takes the server's default of the two, which differs between
-- versions: text of two tables could not be compared. From here on every table says its collation.
alter table users
  default character set utf8mb4 collate utf8mb4_unicode_ci,
  modify column username varchar(40) character set utf8mb4 collate utf8mb4_unicode_ci not null comment 'as typed',
  modify column language varchar(16) character set utf8mb4 collate utf8mb4_unicode_ci not null,
  modify column zone varchar(64) character set utf8mb4 collate utf8mb4_unicode_ci not null;

alter table email_addresses
  default character set utf8mb4 collate utf8mb4_unicode_ci,
  modify column address varchar(254) character set utf8mb4 collate utf8mb4_unicode_ci not null comment 'as typed';

alter table address_confirmations
  default character set utf8mb4 collate utf8mb4_unicode_ci,
  modify column mail_reference varchar(32) character set utf8mb4 collate utf8mb4_unicode_ci null;

alter table roles default character set utf8mb4 collate utf8mb4_unicode_ci;

alter table role_permissions default character set utf8mb4 collate utf8mb4_unicode_ci;

alter table user_roles default character set utf8mb4 collate utf8mb4_unicode_ci;
