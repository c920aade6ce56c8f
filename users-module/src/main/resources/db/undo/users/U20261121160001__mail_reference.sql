-- destructive: drops address_confirmations.mail_reference with what is in it
alter table address_confirmations drop column mail_reference;
