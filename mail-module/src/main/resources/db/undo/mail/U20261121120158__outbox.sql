-- destructive: drops the table mail_outbox with its rows
DROP TABLE mail_outbox;
