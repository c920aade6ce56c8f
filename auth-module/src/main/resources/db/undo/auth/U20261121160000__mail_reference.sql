alter table sign_up_mails drop column mail_reference;
