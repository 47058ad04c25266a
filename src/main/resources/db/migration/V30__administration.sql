alter table account add column edition integer default 0 not null;
alter table account alter column password_hash drop not null;
