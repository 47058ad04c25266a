-- What the audit page filters by, newest first.
create index audit_entry_newest on audit_entry (chain_id, id);
create index audit_entry_action on audit_entry (chain_id, action, id);
create index audit_entry_any_action on audit_entry (action, id);
create index audit_entry_actor on audit_entry (actor_id, id);
create index audit_entry_name on audit_entry (account_name, account_id);
create index audit_entry_at on audit_entry (at, id);
create index audit_entry_request on audit_entry (request_id);
