-- The drugs that can be prescribed: RxNorm's products with their ingredients and strengths, and what resolves to ingredients.

-- What the tables below were filled from. 'starter' comes with the program and marks what is common; 'rxnorm' is a release
-- of the U.S. National Library of Medicine, whose rows then take the place of the starter's.
CREATE TABLE drug_sources (
    name            TEXT PRIMARY KEY CHECK (name IN ('starter', 'rxnorm')),
    version         TEXT NOT NULL,
    dated           DATE NOT NULL,
    products        BIGINT NOT NULL,
    loaded_at       TIMESTAMPTZ NOT NULL
);

CREATE TABLE drug_products (
    rxcui           BIGINT PRIMARY KEY,
    source          TEXT NOT NULL CHECK (source IN ('starter', 'rxnorm')),
    tty             TEXT NOT NULL CHECK (tty IN ('SCD', 'SBD', 'GPCK', 'BPCK')),
    name            TEXT NOT NULL,
    brand           TEXT,
    dose_form       TEXT NOT NULL,
    route           TEXT,
    schedule        TEXT CHECK (schedule IN ('I', 'II', 'III', 'IV', 'V')),
    common          BOOLEAN NOT NULL
);

CREATE TABLE drug_ingredients (
    product         BIGINT NOT NULL REFERENCES drug_products (rxcui),
    position        BIGINT NOT NULL,
    name            TEXT NOT NULL,
    rxcui           BIGINT,
    strength        TEXT,
    PRIMARY KEY (product, position)
);

-- Codes that are no product that can be prescribed, and mean ingredients all the same: components, brands, salts, products
-- that are no longer sold. One row for each ingredient.
CREATE TABLE drug_codes (
    rxcui           BIGINT NOT NULL,
    position        BIGINT NOT NULL,
    tty             TEXT NOT NULL,
    ingredient      TEXT NOT NULL,
    ingredient_rxcui BIGINT,
    PRIMARY KEY (rxcui, position)
);

-- Names by which ingredients are known: their own, their salts', brands. One row for each ingredient.
CREATE TABLE drug_names (
    name            TEXT NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('ingredient', 'salt', 'brand')),
    position        BIGINT NOT NULL,
    ingredient      TEXT NOT NULL,
    ingredient_rxcui BIGINT,
    PRIMARY KEY (name, kind, position)
);

-- What a prescriber writes often, with their own directions. A drug may be gone from the tables above by now.
CREATE TABLE drug_favourites (
    id              UUID PRIMARY KEY,
    account_id      UUID NOT NULL REFERENCES accounts (id),
    rxcui           BIGINT NOT NULL,
    directions      JSONB NOT NULL,
    quantity        TEXT,
    unit            TEXT,
    refills         BIGINT CHECK (refills >= 0),
    created_at      TIMESTAMPTZ NOT NULL
);
CREATE INDEX drug_favourites_by_account ON drug_favourites (account_id, created_at, id);
