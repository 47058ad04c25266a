alter table account add column edition integer default 0 not null;
