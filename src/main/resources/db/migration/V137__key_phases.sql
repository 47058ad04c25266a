-- KNOWN, SEALING or OPENING; a key whose row is gone is needed no more.
alter table key_check add column phase varchar(8) default 'SEALING' not null;

-- Which keys each running node has.
create table key_node (
    node_id         uuid          not null primary key,
    key_ids         varchar(4000) not null,
    seen_at         timestamp(6) with time zone not null
);
