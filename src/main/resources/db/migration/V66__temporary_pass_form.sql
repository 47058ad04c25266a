-- Forms that led to a pass: each does so once, however often a browser sends it.
create table temporary_pass_form (
    account_id      uuid         not null references account (id),
    number          varchar(36)  not null,
    sent_at         timestamp(6) with time zone not null,
    primary key (account_id, number)
);
create index temporary_pass_form_sent on temporary_pass_form (sent_at);
