create table api_token (
    id              uuid         not null primary key,
    name            varchar(100) not null unique,
    prefix          varchar(12)  not null,
    token_hash      varchar(64)  not null unique,
    organization_id uuid         references organization (id),
    maker_id        uuid         not null references account (id),
    created_at      timestamp(6) with time zone not null,
    expires_at      timestamp(6) with time zone not null,
    last_used_at    timestamp(6) with time zone,
    revoked_at      timestamp(6) with time zone
);
create index enrollment_status_id on enrollment_status (organization_id, account_id);
