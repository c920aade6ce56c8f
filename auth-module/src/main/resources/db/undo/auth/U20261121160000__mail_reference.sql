-- destructive: drops sign_up_mails.mail_reference with what is in it
alter table sign_up_mails drop column mail_reference;
