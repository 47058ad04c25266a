-- What an account was given carries the number that its rights had, and counts only while they have it.
alter table account add column rights_version integer default 0 not null;
alter table temporary_pass add column rights_version integer default 0 not null;
alter table password_link add column rights_version integer default 0 not null;
alter table reset_request add column rights_version integer default 0 not null;
alter table reset_request add column staff_rights_version integer default 0 not null;
alter table caller_check add column rights_version integer default 0 not null;
alter table caller_check add column staff_rights_version integer;
alter table caller_check add column colleague_rights_version integer;
update caller_check set staff_rights_version = 0 where staff_id is not null;
update caller_check set colleague_rights_version = 0 where colleague_id is not null;

-- Enabling a person who was disabled before revives nothing either.
update account set rights_version = 1 where not enabled;

-- Tokens end for good when their maker is no longer an administrator.
alter table api_token add column orphaned_at timestamp(6) with time zone;
update api_token set orphaned_at = created_at where maker_id in
    (select id from account where not enabled or roles not like '%ADMINISTRATOR%');
