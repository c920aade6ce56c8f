-- destructive: drops sign_up_mails.reach with what is in it
alter table sign_up_mails drop index sign_up_mails_reach_ix, drop column reach;
-- destructive: drops sign_ups.place with what is in it
alter table sign_ups drop column place;
