alter table temporary_pass add column purpose varchar(20) default 'ENROLLMENT' not null;
