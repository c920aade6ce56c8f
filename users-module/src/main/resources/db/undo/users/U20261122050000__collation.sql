-- Back to what the server takes by default.
alter table users
  default character set utf8mb4,
  modify column username varchar(40) character set utf8mb4 not null comment 'as typed',
  modify column language varchar(16) character set utf8mb4 not null,
  modify column zone varchar(64) character set utf8mb4 not null;

alter table email_addresses
  default character set utf8mb4,
  modify column address varchar(254) character set utf8mb4 not null comment 'as typed';

alter table address_confirmations
  default character set utf8mb4,
  modify column mail_reference varchar(32) character set utf8mb4 null;

alter table roles default character set utf8mb4;

alter table role_permissions default character set utf8mb4;

alter table user_roles default character set utf8mb4;
