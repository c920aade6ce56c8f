-- What the entities cannot say. carafe db migrate and check take it for a part of the model.
alter table mail_tries
  add constraint fk_mail_tries_mail foreign key (mail_id) references mail_outbox (id) on delete cascade;
