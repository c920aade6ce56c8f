-- What the entities cannot say. carafe db migrate and check take it for a part of the model.
alter table email_addresses
  add constraint email_addresses_replaces_fk foreign key (replaces_id) references email_addresses (id) on delete set null;

-- A confirmation knows person and address by number, so that it outlives neither by accident.
alter table address_confirmations
  add constraint address_confirmations_user_fk foreign key (user_id) references users (id) on delete cascade,
  add constraint address_confirmations_address_fk foreign key (email_address_id) references email_addresses (id) on delete set null;

alter table role_permissions add primary key (role_id, permission);
