alter table account add column password_version integer default 0 not null;

create table password_link (
    account_id      uuid         not null primary key references account (id),
    token_hash      varchar(100) not null unique,
    expires_at      timestamp(6) with time zone not null
);
