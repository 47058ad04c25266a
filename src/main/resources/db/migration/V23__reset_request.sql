create table reset_request (
    id              uuid         not null primary key,
    account_id      uuid         not null references account (id),
    requested_by    uuid         not null references account (id),
    reason          varchar(200) not null,
    state           varchar(12)  not null,
    token_hash      varchar(100) not null unique,
    requested_at    timestamp(6) with time zone not null,
    expires_at      timestamp(6) with time zone not null,
    decided_by      uuid         references account (id),
    decided_at      timestamp(6) with time zone
);
create index reset_request_account on reset_request (account_id, requested_at);
create index reset_request_open on reset_request (state, expires_at);
alter table organization add column four_eyes boolean default false not null;
