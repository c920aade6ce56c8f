-- destructive: drops the table sign_in_failures with its rows
drop table sign_in_failures;
-- destructive: drops the table sign_up_mails with its rows
drop table sign_up_mails;
-- destructive: drops the table sign_ups with its rows
drop table sign_ups;
-- destructive: drops the table sessions with its rows
drop table sessions;
-- destructive: drops the table credentials with its rows
drop table credentials;
