create table credentials (
  user_id bigint not null,
  password_hash varchar(255) character set ascii collate ascii_bin not null comment 'PHC string, Argon2id',
  changed_at datetime(6) not null,
  version int not null default 0,
  constraint credentials_pk primary key (user_id),
  constraint credentials_user_fk foreign key (user_id) references users (id) on delete cascade
) engine = InnoDB default character set utf8mb4;

create table sessions (
  id bigint not null auto_increment,
  token_hash char(64) character set ascii collate ascii_bin not null,
  user_id bigint not null,
  kept boolean not null,
  created_at datetime(6) not null,
  seen_at datetime(6) not null,
  expires_at datetime(6) not null,
  user_agent varchar(255) not null,
  client varchar(64) character set ascii collate ascii_bin not null comment 'the address the sign-in came from',
  constraint sessions_pk primary key (id),
  constraint sessions_token_uk unique (token_hash),
  constraint sessions_user_fk foreign key (user_id) references users (id) on delete cascade,
  index sessions_expires_ix (expires_at)
) engine = InnoDB default character set utf8mb4;

create table sign_ups (
  id bigint not null auto_increment,
  username varchar(40) not null,
  address varchar(254) not null,
  address_key varchar(254) character set utf8mb4 collate utf8mb4_bin not null,
  password_hash varchar(255) character set ascii collate ascii_bin not null,
  language varchar(16) not null,
  tries int not null default 0 comment 'wrong passwords given in another browser',
  created_at datetime(6) not null,
  expires_at datetime(6) not null,
  version int not null default 0,
  constraint sign_ups_pk primary key (id),
  index sign_ups_key_ix (address_key),
  index sign_ups_expires_ix (expires_at)
) engine = InnoDB default character set utf8mb4 comment 'reserve nothing: the first that is confirmed becomes the account';

create table sign_up_mails (
  id bigint not null auto_increment,
  sign_up_id bigint not null,
  address_key varchar(254) character set utf8mb4 collate utf8mb4_bin not null,
  token_hash char(64) character set ascii collate ascii_bin null comment 'null where the address belongs to somebody else',
  created_at datetime(6) not null,
  constraint sign_up_mails_pk primary key (id),
  constraint sign_up_mails_token_uk unique (token_hash),
  constraint sign_up_mails_sign_up_fk foreign key (sign_up_id) references sign_ups (id) on delete cascade,
  index sign_up_mails_key_ix (address_key, created_at)
) engine = InnoDB default character set utf8mb4;

create table sign_in_failures (
  subject char(64) character set ascii collate ascii_bin not null comment 'hash of what was tried, or from where',
  failures int not null,
  since datetime(6) not null,
  constraint sign_in_failures_pk primary key (subject),
  index sign_in_failures_since_ix (since)
) engine = InnoDB default character set utf8mb4;
