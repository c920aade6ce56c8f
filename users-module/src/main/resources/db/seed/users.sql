-- People to try things with; carafe db seed puts them in, again and again without harm.
insert ignore into users (username, username_key, language, zone, created_at) values
  ('ada', 'ada', 'en', 'Europe/London', utc_timestamp(6)),
  ('grace', 'grace', 'en', 'America/New_York', utc_timestamp(6)),
  ('emmy', 'emmy', 'de', 'Europe/Berlin', utc_timestamp(6)),
  ('konrad', 'konrad', 'de', 'Europe/Berlin', utc_timestamp(6)),
  ('hedy', 'hedy', 'de', 'Europe/Vienna', utc_timestamp(6));

insert ignore into email_addresses
  (user_id, address, address_key, confirmed_key, primary_of, confirmed_at, created_at)
select id, concat(username_key, '@example.org'), concat(username_key, '@example.org'),
  concat(username_key, '@example.org'), id, utc_timestamp(6), utc_timestamp(6)
from users where username_key in ('ada', 'grace', 'emmy', 'konrad', 'hedy');

insert ignore into user_roles (user_id, role_id)
select u.id, r.id from users u join roles r on r.name = 'member'
where u.username_key in ('ada', 'grace', 'emmy', 'konrad', 'hedy');
