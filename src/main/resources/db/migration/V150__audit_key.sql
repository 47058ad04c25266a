-- Entries without a key were written before there was one. A chain without a check comes under the key at the next start.
alter table audit_entry add column key_id varchar(32);
alter table audit_chain add column keyed_check varchar(100);
