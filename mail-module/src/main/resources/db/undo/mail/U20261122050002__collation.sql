-- Back to what the server takes by default.
alter table mail_turns default character set utf8mb4;
