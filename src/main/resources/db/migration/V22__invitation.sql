alter table account alter column password_hash drop not null;

drop table password_link;
create table password_link (
    account_id      uuid         not null references account (id),
    purpose         varchar(20)  not null,
    token_hash      varchar(100) not null unique,
    issued_at       timestamp(6) with time zone not null,
    expires_at      timestamp(6) with time zone not null,
    primary key (account_id, purpose)
);
