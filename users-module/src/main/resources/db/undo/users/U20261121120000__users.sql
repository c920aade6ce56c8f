-- destructive: drops the table user_roles with its rows
drop table user_roles;
-- destructive: drops the table role_permissions with its rows
drop table role_permissions;
-- destructive: drops the table roles with its rows
drop table roles;
-- destructive: drops the table address_confirmations with its rows
drop table address_confirmations;
-- destructive: drops the table email_addresses with its rows
drop table email_addresses;
-- destructive: drops the table users with its rows
drop table users;
