-- Everybody of the sample data signs in with: carafe carafe carafe
insert ignore into credentials (user_id, password_hash, changed_at)
select id,
  '$argon2id$v=19$m=19456,t=2,p=1$c2FtcGxlZGF0YXNhbXBsZQ$X9FLOO/JLV8id21092lcg/D4Txzu+wTkxZx+ffS0iks',
  utc_timestamp(6)
from users where username_key in ('ada', 'grace', 'emmy', 'konrad', 'hedy');
