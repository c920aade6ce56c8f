-- A character set without a collation takes the server's default of the two, which differs between
-- versions: text of two tables could not be compared. From here on every table says its collation.
alter table mail_turns default character set utf8mb4 collate utf8mb4_unicode_ci;
