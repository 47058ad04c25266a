create table account_import_account (
    import_id       uuid         not null references account_import (id) on delete cascade,
    account_id      uuid         not null,
    primary key (import_id, account_id)
);

create table bulk_invitation (
    id              uuid         not null primary key,
    origin          varchar(10)  not null,
    origin_text     varchar(400) not null,
    mail_language   varchar(2)   not null,
    again           boolean      not null,
    state           varchar(10)  not null,
    stop_reason     varchar(20),
    by_id           uuid         not null,
    by_name         varchar(254) not null,
    by_organization uuid         not null,
    created_at      timestamp(6) with time zone not null,
    ended_at        timestamp(6) with time zone
);
create index bulk_invitation_created on bulk_invitation (created_at);

create table bulk_invitation_person (
    bulk_id         uuid         not null references bulk_invitation (id) on delete cascade,
    account_id      uuid         not null references account (id) on delete cascade,
    outcome         varchar(20)  not null,
    primary key (bulk_id, account_id)
);
create index bulk_invitation_person_outcome on bulk_invitation_person (bulk_id, outcome, account_id);
create index bulk_invitation_person_account on bulk_invitation_person (account_id, outcome);
