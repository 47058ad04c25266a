create table enrollment_demand (
    account_id      uuid         not null primary key references account (id)
);
