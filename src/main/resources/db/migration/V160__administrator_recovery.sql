-- An address that the command "admin recover" made. At most one per account is open.
create table administrator_recovery (
    account_id uuid primary key references account,
    token_hash varchar(100) not null unique,
    expires_at timestamp(6) with time zone not null
);
