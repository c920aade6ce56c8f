-- What the entities cannot say. carafe db migrate and check take it for a part of the model.
-- Sessions and passwords know a person by number: users must not know of auth, nor auth load a person.
alter table credentials
  add constraint credentials_user_fk foreign key (user_id) references users (id) on delete cascade;

alter table sessions
  add constraint sessions_user_fk foreign key (user_id) references users (id) on delete cascade;

-- Counted by statements alone, without an entity.
create table sign_in_failures (
  subject char(64) not null,
  failures int not null,
  since datetime(6) not null,
  primary key (subject),
  index sign_in_failures_since_ix (since)
);

create table sign_in_places (
  place char(64) not null,
  since datetime(6) not null,
  primary key (place),
  index sign_in_places_since_ix (since)
);
