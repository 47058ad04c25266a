create table caller_check (
    id              uuid         not null primary key,
    account_id      uuid         not null references account (id),
    staff_id        uuid         references account (id),
    colleague_id    uuid         references account (id),
    way             varchar(12)  not null,
    state           varchar(12)  not null,
    language        varchar(2)   not null,
    sealed_words    varchar(200) not null,
    caller_tries    integer      not null,
    staff_tries     integer      not null,
    caller_heard    boolean      not null,
    staff_heard     boolean      not null,
    started_at      timestamp(6) with time zone not null,
    expires_at      timestamp(6) with time zone not null,
    verified_at     timestamp(6) with time zone
);
create index caller_check_account on caller_check (account_id, started_at);
create index caller_check_staff on caller_check (staff_id, account_id);
create index caller_check_colleague on caller_check (colleague_id, started_at);

create table caller_guess (
    account_id      uuid         not null primary key references account (id),
    guesses         integer      not null,
    since           timestamp(6) with time zone not null
);
