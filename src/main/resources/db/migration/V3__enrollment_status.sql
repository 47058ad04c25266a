create table enrollment_status (
    account_id      uuid         not null primary key references account (id),
    organization_id uuid         not null references organization (id),
    username        varchar(254) not null,
    display_name    varchar(200) not null,
    sort_name       varchar(400) not null,
    search_text     varchar(1500) not null,
    roles           varchar(100) not null,
    enabled         boolean      not null,
    locked          boolean      not null,
    status          varchar(12)  not null,
    methods         integer      not null,
    kinds           varchar(200) not null,
    step            integer,
    step_at         timestamp(6) with time zone,
    started_at      timestamp(6) with time zone,
    wrong_codes     integer      not null,
    diagnosis       varchar(60),
    diagnosis_value varchar(200),
    enrolled_at     timestamp(6) with time zone,
    locked_at       timestamp(6) with time zone,
    last_sign_in_at timestamp(6) with time zone,
    last_refused_at timestamp(6) with time zone
);
create index enrollment_status_name on enrollment_status (sort_name, account_id);
create index enrollment_status_organization on enrollment_status (organization_id, sort_name, account_id);
