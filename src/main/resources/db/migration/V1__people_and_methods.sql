create table organization (
    id              uuid         not null primary key,
    name            varchar(200) not null,
    accent          varchar(7)   not null,
    zone            varchar(64)  not null,
    desk_email      varchar(254),
    desk_phone      varchar(40),
    desk_hours      varchar(200),
    mandatory_from  date,
    postponements   integer      not null,
    pass_needed     boolean      not null,
    prompt_days     integer      not null,
    kinds           varchar(400) not null,
    version         integer      not null
);

create table organization_domain (
    domain          varchar(253) not null primary key,
    organization_id uuid         not null references organization (id)
);
create index organization_domain_organization on organization_domain (organization_id);

create table account (
    id              uuid         not null primary key,
    username        varchar(254) not null unique,
    display_name    varchar(200) not null,
    email           varchar(254) not null,
    organization_id uuid         not null references organization (id),
    password_hash   varchar(300) not null,
    roles           varchar(100) not null,
    enabled         boolean      not null,
    language        varchar(2),
    case_reference  varchar(9)   not null unique,
    created_at      timestamp(6) with time zone not null,
    version         integer      not null
);

create table password_attempts (
    attempt_key     varchar(100) not null primary key,
    failures        integer      not null,
    blocked_until   timestamp(6) with time zone not null,
    updated_at      timestamp(6) with time zone not null
);
create index password_attempts_updated on password_attempts (updated_at);

create table audit_entry (
    id              bigint generated always as identity primary key,
    at              timestamp(6) with time zone not null,
    action          varchar(60)  not null,
    account_id      uuid,
    account_name    varchar(254),
    organization_id uuid,
    actor_id        uuid,
    actor_name      varchar(254),
    kind            varchar(40),
    detail          varchar(500),
    address         varchar(64),
    request_id      varchar(32)
);
create index audit_entry_account on audit_entry (account_id, id);
create index audit_entry_organization on audit_entry (organization_id, id);

create table sign_in_method (
    id              uuid         not null primary key,
    account_id      uuid         not null references account (id),
    kind            varchar(40)  not null,
    name            varchar(200) not null,
    is_default      boolean      not null,
    registered_at   timestamp(6) with time zone not null,
    last_used_at    timestamp(6) with time zone,
    constraint sign_in_method_name unique (account_id, name)
);

create table second_step_attempts (
    account_id      uuid         not null primary key references account (id),
    failures        integer      not null,
    blocked_until   timestamp(6) with time zone not null
);

create table authenticator_app (
    method_id       uuid         not null primary key references sign_in_method (id) on delete cascade,
    sealed_secret   varchar(200) not null,
    last_step       bigint       not null
);

create table pending_authenticator (
    account_id      uuid         not null primary key references account (id),
    name            varchar(200) not null,
    label           varchar(500) not null,
    sealed_secret   varchar(200) not null,
    started_at      timestamp(6) with time zone not null,
    expires_at      timestamp(6) with time zone not null,
    wrong_codes     integer      not null,
    diagnosis       varchar(60),
    diagnosis_value varchar(200),
    diagnosed_at    timestamp(6) with time zone
);

create table earlier_authenticator (
    id              uuid         not null primary key,
    account_id      uuid         not null references account (id),
    sealed_secret   varchar(200) not null,
    started_at      timestamp(6) with time zone not null
);
create index earlier_authenticator_account on earlier_authenticator (account_id);

create table key_check (
    key_id          varchar(32)  not null primary key,
    sealed          varchar(200) not null
);

create table setup_token (
    token_hash      varchar(100) not null primary key,
    expires_at      timestamp(6) with time zone not null
);

create table spring_session (
    primary_id            char(36) not null primary key,
    session_id            char(36) not null unique,
    creation_time         bigint   not null,
    last_access_time      bigint   not null,
    max_inactive_interval integer  not null,
    expiry_time           bigint   not null,
    principal_name        varchar(100)
);
create index spring_session_expiry on spring_session (expiry_time);
create index spring_session_principal on spring_session (principal_name);

create table spring_session_attributes (
    session_primary_id char(36)     not null references spring_session (primary_id) on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name)
);
