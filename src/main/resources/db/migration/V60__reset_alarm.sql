create table reset_alarm (
    subject_id      uuid not null primary key,
    at              timestamp(6) with time zone not null
);
