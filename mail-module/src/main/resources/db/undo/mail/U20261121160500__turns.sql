-- destructive: drops the table mail_turns with its rows
drop table mail_turns;
