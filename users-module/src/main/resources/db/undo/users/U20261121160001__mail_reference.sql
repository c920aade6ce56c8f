alter table address_confirmations drop column mail_reference;
