-- Back to what the server takes by default.
alter table sessions
  default character set utf8mb4,
  modify column user_agent varchar(255) character set utf8mb4 not null;

alter table sign_ups
  default character set utf8mb4,
  modify column username varchar(40) character set utf8mb4 not null,
  modify column address varchar(254) character set utf8mb4 not null,
  modify column language varchar(16) character set utf8mb4 not null;

alter table sign_up_mails
  default character set utf8mb4,
  modify column mail_reference varchar(32) character set utf8mb4 null;

alter table credentials default character set utf8mb4;

alter table sign_in_failures default character set utf8mb4;

alter table sign_in_places default character set utf8mb4;
