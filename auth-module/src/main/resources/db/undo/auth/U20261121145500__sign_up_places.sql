alter table sign_up_mails drop index sign_up_mails_reach_ix, drop column reach;
alter table sign_ups drop column place;
