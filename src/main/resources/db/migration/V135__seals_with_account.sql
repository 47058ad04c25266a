-- Whose mail it is; none for mails from before.
alter table mail add column account_id uuid;

-- A keyed hash of the row, by which the portal knows the rows that it wrote itself.
alter table password_link add column check_value varchar(100);
