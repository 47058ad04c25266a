-- Whoever had a method before needs a temporary pass to register another one. The audit knows methods that are gone.
alter table account add column first_enrolled_at timestamp(6) with time zone;
update account set first_enrolled_at =
    (select min(e.at) from audit_entry e where e.account_id = account.id and e.action = 'METHOD_REGISTERED');
update account set first_enrolled_at =
    (select min(m.registered_at) from sign_in_method m where m.account_id = account.id) where first_enrolled_at is null;

alter table enrollment_status add column enrolled_before boolean default false not null;
update enrollment_status set enrolled_before = true where account_id in
    (select id from account where first_enrolled_at is not null);
