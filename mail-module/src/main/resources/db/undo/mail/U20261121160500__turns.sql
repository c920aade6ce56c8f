drop table mail_turns;
