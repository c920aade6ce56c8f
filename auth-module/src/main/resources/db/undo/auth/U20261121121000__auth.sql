drop table sign_in_failures;
drop table sign_up_mails;
drop table sign_ups;
drop table sessions;
drop table credentials;
