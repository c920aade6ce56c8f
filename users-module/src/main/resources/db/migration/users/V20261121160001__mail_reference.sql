-- Which mail it was, so that the list of addresses can tell how far it is.
alter table address_confirmations add column mail_reference varchar(32) null;
