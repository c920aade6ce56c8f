-- destructive: drops sign_up_mails.place with what is in it
-- destructive: drops sign_up_mails.mailbox with what is in it
alter table sign_up_mails drop index sign_up_mails_place_ix, drop index sign_up_mails_mailbox_ix, drop column place, drop column mailbox;
