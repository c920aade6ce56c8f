-- Whoever counts mail about one thing before sending more holds its row until the commit.
create table mail_turns (
  subject varchar(64) character set ascii collate ascii_bin not null comment 'keyed digest of what is counted',
  taken_at datetime(6) not null,
  constraint mail_turns_pk primary key (subject),
  index mail_turns_taken_ix (taken_at)
) engine = InnoDB default character set utf8mb4;
