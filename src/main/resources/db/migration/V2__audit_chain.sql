-- Entries from before this migration get no number: they stand before the beginning of their chain.
alter table audit_entry add column chain_id uuid;
update audit_entry set chain_id = coalesce(organization_id, '00000000-0000-0000-0000-000000000000');
alter table audit_entry alter column chain_id set not null;
alter table audit_entry add column number bigint;
alter table audit_entry add column node varchar(60) default '' not null;
alter table audit_entry add column hash varchar(64);
drop index audit_entry_organization;
alter table audit_entry drop column organization_id;
create unique index audit_entry_chain on audit_entry (chain_id, number);

create table audit_chain (
    chain_id        uuid         not null primary key,
    number          bigint       not null,
    hash            varchar(64)  not null,
    at              timestamp(6) with time zone not null
);
insert into audit_chain (chain_id, number, hash, at)
    select id, 0, '0000000000000000000000000000000000000000000000000000000000000000', timestamp with time zone '1970-01-01 00:00:00+00' from organization;
insert into audit_chain (chain_id, number, hash, at)
    values ('00000000-0000-0000-0000-000000000000', 0, '0000000000000000000000000000000000000000000000000000000000000000', timestamp with time zone '1970-01-01 00:00:00+00');
