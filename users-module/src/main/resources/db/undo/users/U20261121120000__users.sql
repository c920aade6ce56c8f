drop table user_roles;
drop table role_permissions;
drop table roles;
drop table address_confirmations;
drop table email_addresses;
drop table users;
