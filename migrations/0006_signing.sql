-- The keys that sign prescriptions. A public key stays for ever; the secret one goes when another takes its place.
CREATE TABLE signing_keys (
    -- The thumbprint of the public key (RFC 7638).
    kid             TEXT PRIMARY KEY,
    public_jwk      TEXT NOT NULL,
    -- Made with the installation's own key from public_jwk: a key that was written here by someone else is not believed.
    mac             BYTEA NOT NULL,
    sealed_secret   BYTEA,
    created_at      TIMESTAMPTZ NOT NULL,
    retired_at      TIMESTAMPTZ,
    CHECK ((retired_at IS NULL) = (sealed_secret IS NOT NULL))
);
-- One signs at a time.
CREATE UNIQUE INDEX signing_keys_one_in_use ON signing_keys ((retired_at IS NULL)) WHERE retired_at IS NULL;
