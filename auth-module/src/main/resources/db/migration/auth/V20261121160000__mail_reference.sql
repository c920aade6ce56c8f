-- Which mail it was, so that the page that waits for it can tell how far it is.
alter table sign_up_mails add column mail_reference varchar(32) null;
