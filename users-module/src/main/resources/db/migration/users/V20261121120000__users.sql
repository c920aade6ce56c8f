create table users (
  id bigint not null auto_increment,
  username varchar(40) not null comment 'as typed',
  username_key varchar(120) character set utf8mb4 collate utf8mb4_bin not null comment 'normalised: unique and searched',
  language varchar(16) not null,
  zone varchar(64) not null,
  enabled boolean not null default true,
  created_at datetime(6) not null,
  version int not null default 0,
  constraint users_pk primary key (id),
  constraint users_username_uk unique (username_key)
) engine = InnoDB default character set utf8mb4;

create table email_addresses (
  id bigint not null auto_increment,
  user_id bigint not null,
  address varchar(254) not null comment 'as typed',
  address_key varchar(254) character set utf8mb4 collate utf8mb4_bin not null comment 'normalised: searched',
  confirmed_key varchar(254) character set utf8mb4 collate utf8mb4_bin null comment 'the same once it is confirmed: only a confirmed address is taken',
  primary_of bigint null comment 'the user whose primary address this is',
  replaces_id bigint null comment 'the address that goes when this one is confirmed',
  confirmed_at datetime(6) null,
  created_at datetime(6) not null,
  version int not null default 0,
  constraint email_addresses_pk primary key (id),
  constraint email_addresses_user_uk unique (user_id, address_key),
  constraint email_addresses_confirmed_uk unique (confirmed_key),
  constraint email_addresses_primary_uk unique (primary_of),
  constraint email_addresses_user_fk foreign key (user_id) references users (id) on delete cascade,
  constraint email_addresses_replaces_fk foreign key (replaces_id) references email_addresses (id) on delete set null,
  index email_addresses_key_ix (address_key)
) engine = InnoDB default character set utf8mb4;

create table address_confirmations (
  id bigint not null auto_increment,
  user_id bigint not null,
  email_address_id bigint null,
  address_key varchar(254) character set utf8mb4 collate utf8mb4_bin not null,
  token_hash char(64) character set ascii collate ascii_bin null comment 'null where the address belongs to somebody else',
  created_at datetime(6) not null,
  expires_at datetime(6) not null,
  constraint address_confirmations_pk primary key (id),
  constraint address_confirmations_token_uk unique (token_hash),
  constraint address_confirmations_user_fk foreign key (user_id) references users (id) on delete cascade,
  constraint address_confirmations_address_fk foreign key (email_address_id) references email_addresses (id) on delete set null,
  index address_confirmations_recent_ix (user_id, created_at),
  index address_confirmations_key_ix (address_key, created_at)
) engine = InnoDB default character set utf8mb4;

create table roles (
  id bigint not null auto_increment,
  name varchar(40) character set ascii collate ascii_bin not null,
  everything boolean not null default false comment 'holds every permission there is',
  version int not null default 0,
  constraint roles_pk primary key (id),
  constraint roles_name_uk unique (name)
) engine = InnoDB default character set utf8mb4;

create table role_permissions (
  role_id bigint not null,
  permission varchar(64) character set ascii collate ascii_bin not null,
  constraint role_permissions_pk primary key (role_id, permission),
  constraint role_permissions_role_fk foreign key (role_id) references roles (id) on delete cascade
) engine = InnoDB default character set utf8mb4;

create table user_roles (
  user_id bigint not null,
  role_id bigint not null,
  constraint user_roles_pk primary key (user_id, role_id),
  constraint user_roles_user_fk foreign key (user_id) references users (id) on delete cascade,
  constraint user_roles_role_fk foreign key (role_id) references roles (id) on delete cascade
) engine = InnoDB default character set utf8mb4;

insert into roles (name, everything) values ('administrator', true), ('member', false);
