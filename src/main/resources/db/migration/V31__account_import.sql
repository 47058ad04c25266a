create table account_import (
    id              uuid         not null primary key,
    file_name       varchar(200) not null,
    state           varchar(12)  not null,
    by_id           uuid         not null,
    by_name         varchar(254) not null,
    by_organization uuid         not null,
    created_at      timestamp(6) with time zone not null,
    total           integer      not null,
    line            integer      not null,
    done            integer      not null,
    created         integer      not null,
    changed         integer      not null,
    unchanged       integer      not null,
    wrong           integer      not null,
    failures        integer      not null,
    claimed_until   timestamp(6) with time zone not null
);
create index account_import_created on account_import (created_at);

create table account_import_row (
    import_id       uuid         not null references account_import (id) on delete cascade,
    line            integer      not null,
    username        varchar(400) not null,
    display_name    varchar(400) not null,
    email           varchar(400) not null,
    organization    varchar(400) not null,
    roles           varchar(400) not null,
    enabled         varchar(400) not null,
    primary key (import_id, line)
);

create table account_import_problem (
    import_id       uuid         not null references account_import (id) on delete cascade,
    line            integer      not null,
    at_column       varchar(20)  not null,
    reason          varchar(40)  not null,
    problem_value   varchar(400) not null
);
create index account_import_problem_line on account_import_problem (import_id, line);
