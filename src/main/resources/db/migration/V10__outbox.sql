create table mail (
    id              uuid         not null primary key,
    recipient       varchar(254) not null,
    language        varchar(2)   not null,
    subject         varchar(300) not null,
    sealed_text     varchar(30000),
    sealed_html     varchar(60000),
    created_at      timestamp(6) with time zone not null,
    useful_until    timestamp(6) with time zone,
    attempts        integer      not null,
    next_attempt_at timestamp(6) with time zone not null,
    claimed_until   timestamp(6) with time zone,
    sent_at         timestamp(6) with time zone,
    given_up_at     timestamp(6) with time zone,
    last_error      varchar(500)
);
create index mail_due on mail (sent_at, given_up_at, next_attempt_at);
