create table sign_in_places (
  place char(64) character set ascii collate ascii_bin not null comment 'hash of a name and where it signed in from',
  since datetime(6) not null,
  constraint sign_in_places_pk primary key (place),
  index sign_in_places_since_ix (since)
) engine = InnoDB default character set utf8mb4 comment 'where guesses made elsewhere lock nobody out';
