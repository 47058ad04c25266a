-- A token that ended for good has no check value: bringing it back in the database makes it an altered one.
update api_token set check_value = null where revoked_at is not null or orphaned_at is not null;
