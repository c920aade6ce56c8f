create index address_confirmations_expires_ix on address_confirmations (expires_at);
