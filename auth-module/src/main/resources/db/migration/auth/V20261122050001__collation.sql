-- A character set without a collation takes the server's default of the two, which differs between
-- versions: text of two tables could not be compared. From here on every table says its collation.
alter table sessions
  default character set utf8mb4 collate utf8mb4_unicode_ci,
  modify column user_agent varchar(255) character set utf8mb4 collate utf8mb4_unicode_ci not null;

alter table sign_ups
  default character set utf8mb4 collate utf8mb4_unicode_ci,
  modify column username varchar(40) character set utf8mb4 collate utf8mb4_unicode_ci not null,
  modify column address varchar(254) character set utf8mb4 collate utf8mb4_unicode_ci not null,
  modify column language varchar(16) character set utf8mb4 collate utf8mb4_unicode_ci not null;

alter table sign_up_mails
  default character set utf8mb4 collate utf8mb4_unicode_ci,
  modify column mail_reference varchar(32) character set utf8mb4 collate utf8mb4_unicode_ci null;

alter table credentials default character set utf8mb4 collate utf8mb4_unicode_ci;

alter table sign_in_failures default character set utf8mb4 collate utf8mb4_unicode_ci;

alter table sign_in_places default character set utf8mb4 collate utf8mb4_unicode_ci;
