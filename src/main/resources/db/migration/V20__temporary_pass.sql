create table temporary_pass (
    account_id      uuid         not null primary key references account (id),
    pass_hash       varchar(100) not null,
    starts_at       timestamp(6) with time zone not null,
    ends_at         timestamp(6) with time zone not null,
    many_uses       boolean      not null,
    uses            integer      not null,
    last_used_at    timestamp(6) with time zone
);
create index temporary_pass_ends on temporary_pass (ends_at);
