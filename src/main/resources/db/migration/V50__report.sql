-- The day of the enrollment where the person was, so that whoever is counted is also found.
alter table enrollment_status add column enrolled_day date;
update enrollment_status set enrolled_day = cast(enrolled_at as date) where enrolled_at is not null;

-- The report is one pass over the first of these. A search looks into one of the next two, which hold all it asks for,
-- and reads whole rows only of those it shows.
create index enrollment_status_report on enrollment_status (organization_id, status, kinds, enrolled_day);
create index enrollment_status_all on enrollment_status
    (sort_name, account_id, status, kinds, roles, enrolled_day, search_text);
create index enrollment_status_own on enrollment_status
    (organization_id, sort_name, account_id, status, kinds, roles, enrolled_day, search_text);
create index enrollment_status_username on enrollment_status (username);
create index enrollment_status_started on enrollment_status (status, started_at);
create index enrollment_status_refused on enrollment_status (last_refused_at);
create index enrollment_status_own_refused on enrollment_status (organization_id, last_refused_at);
drop index enrollment_status_name;
drop index enrollment_status_organization;
