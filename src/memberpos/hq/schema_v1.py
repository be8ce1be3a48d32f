"""Headquarters' schema v1; SQL within PostgreSQL 15. `hq/layout.py` says how a distributed PostgreSQL spreads it.

Every unique key holds the column its table is distributed by (its first one here); no foreign keys, triggers, sequences
or advisory locks. Kinds, units and entities are open sets, so they are text.
"""

from __future__ import annotations

_CHAIN = (
    "CREATE TABLE hq_meta(k text PRIMARY KEY, v text NOT NULL)",
    # Signs receipts, orders and snapshots; in the database so that a restored or second server signs with the same key.
    "CREATE TABLE hq_key(key_id smallint PRIMARY KEY, private bytea NOT NULL, public bytea NOT NULL)",
    """CREATE TABLE store(
      store_id int PRIMARY KEY, slug text NOT NULL UNIQUE, name text NOT NULL, last_till int NOT NULL)""",
    """CREATE TABLE enrol_code(
      prefix text PRIMARY KEY, code_h bytea NOT NULL, store_id int NOT NULL, name text NOT NULL,
      expires_ms bigint NOT NULL, tries int NOT NULL DEFAULT 0, used_by uuid)""",
    "CREATE TABLE worker(name text PRIMARY KEY, state text NOT NULL)",
    """CREATE TABLE snapshot(
      bucket bigint PRIMARY KEY, made_ms bigint NOT NULL, doc text NOT NULL, secret bytea NOT NULL)""",
)

_DEVICES = (
    # `left_n` events the till had yet to send when it last said so, the first of them made at `left_since_ms`; at
    # `heard_ms` it had none.
    """CREATE TABLE device(
      device_id uuid PRIMARY KEY, store_id int NOT NULL, till int NOT NULL, name text NOT NULL,
      epoch int NOT NULL DEFAULT 1, pubkey bytea NOT NULL, status smallint NOT NULL, last_seq bigint NOT NULL DEFAULT 0,
      last_hash bytea NOT NULL, last_hlc bigint NOT NULL DEFAULT 0, app text NOT NULL, enrolled_ms bigint NOT NULL,
      seen_ms bigint NOT NULL, replaces uuid, exposure numeric NOT NULL DEFAULT 0,
      left_n bigint, left_since_ms bigint, heard_ms bigint NOT NULL DEFAULT 0) WITH (fillfactor=50)""",
    """CREATE TABLE event(
      device_id uuid NOT NULL, seq bigint NOT NULL, recv_month date NOT NULL, event_id uuid NOT NULL,
      kind text NOT NULL, kv int NOT NULL, hlc bigint NOT NULL, hash bytea NOT NULL, body bytea,
      recv_ms bigint NOT NULL, PRIMARY KEY(device_id, seq, recv_month)) PARTITION BY RANGE(recv_month)""",
    "CREATE TABLE event_default PARTITION OF event DEFAULT",
    """CREATE TABLE event_pii(
      device_id uuid NOT NULL, seq bigint NOT NULL, field text NOT NULL, salt bytea NOT NULL, value bytea NOT NULL,
      PRIMARY KEY(device_id, seq, field))""",
    """CREATE TABLE dead_letter(
      device_id uuid NOT NULL, seq bigint NOT NULL, why text NOT NULL, at_ms bigint NOT NULL,
      PRIMARY KEY(device_id, seq))""",
    # A case for a person: an event that broke a rule, and the event of somebody else it collides with.
    """CREATE TABLE review(
      device_id uuid NOT NULL, seq bigint NOT NULL, why text NOT NULL, at_ms bigint NOT NULL, store_id int NOT NULL,
      subject text NOT NULL DEFAULT '', staff text NOT NULL DEFAULT '', other_device uuid, other_seq bigint,
      done_ms bigint, done_by text NOT NULL DEFAULT '', action text NOT NULL DEFAULT '', ver bigint NOT NULL DEFAULT 1,
      PRIMARY KEY(device_id, seq, why))""",
)

_MEMBERS = (
    # Work that time causes has the same id on every till; the first to arrive takes effect.
    "CREATE TABLE due_event(event_id uuid PRIMARY KEY, device_id uuid NOT NULL, seq bigint NOT NULL)",
    """CREATE TABLE member(
      member_id uuid PRIMARY KEY, home_store int NOT NULL, home_device uuid NOT NULL, account_id uuid,
      status smallint NOT NULL DEFAULT 1, status_epoch int NOT NULL DEFAULT 0, ver bigint NOT NULL DEFAULT 1,
      alias_of uuid, k_pinyin text NOT NULL DEFAULT '', k_initials text NOT NULL DEFAULT '',
      k_phone4 text NOT NULL DEFAULT '') WITH (fillfactor=80)""",
    # Cut, because a till may send a name of any length and an index takes none above a third of a page.
    "CREATE INDEX member_pinyin ON member(left(k_pinyin, 40) text_pattern_ops)",
    "CREATE INDEX member_initials ON member(left(k_initials, 40) text_pattern_ops)",
    "CREATE INDEX member_phone4 ON member(k_phone4) WHERE k_phone4 <> ''",
    "CREATE INDEX member_home ON member(home_store)",
    """CREATE TABLE member_pii(
      member_id uuid NOT NULL, field text NOT NULL, value bytea NOT NULL, hlc bigint NOT NULL, device_id uuid NOT NULL,
      PRIMARY KEY(member_id, field))""",
    "CREATE INDEX member_pii_name ON member_pii(substring(value from 1 for 120)) WHERE field = 'name'",
    # Tills that were told to forget a member, and when each said that it did.
    """CREATE TABLE erase_owed(
      member_id uuid NOT NULL, device_id uuid NOT NULL, store_id int NOT NULL, asked_ms bigint NOT NULL, done_ms bigint,
      PRIMARY KEY(member_id, device_id))""",
    "CREATE INDEX erase_owed_open ON erase_owed(asked_ms) WHERE done_ms IS NULL",
    """CREATE TABLE member_store(
      member_id uuid NOT NULL, store_id int NOT NULL, seen_on date NOT NULL, PRIMARY KEY(member_id, store_id))""",
    "CREATE INDEX member_store_store ON member_store(store_id, seen_on)",
    """CREATE TABLE card(
      card_h bytea PRIMARY KEY, number text NOT NULL, member_id uuid, account_id uuid, role text NOT NULL,
      state text NOT NULL, severity smallint NOT NULL, epoch int NOT NULL, replaced_by text, device_id uuid NOT NULL,
      seq bigint NOT NULL, hlc bigint NOT NULL) WITH (fillfactor=80)""",
    "CREATE INDEX card_member ON card(member_id)",
    "CREATE INDEX card_tail ON card(right(number, 4))",
    "CREATE INDEX card_lost ON card(hlc) WHERE state = 'lost'",
    "CREATE TABLE phone_idx(phone_h bytea NOT NULL, member_id uuid NOT NULL, PRIMARY KEY(phone_h, member_id))",
    "CREATE INDEX phone_idx_member ON phone_idx(member_id)",
    "CREATE INDEX member_alias ON member(alias_of) WHERE alias_of IS NOT NULL",
    # Members headquarters makes one (`hq/joining.py`); nothing of the accounts `called` may be under rights meanwhile.
    """CREATE TABLE member_join(
      join_id uuid PRIMARY KEY, winner uuid NOT NULL, loser uuid NOT NULL, called uuid[] NOT NULL, state text NOT NULL,
      asked_ms bigint NOT NULL, done_ms bigint NOT NULL DEFAULT 0, doc text NOT NULL DEFAULT '{}')""",
    "CREATE INDEX member_join_open ON member_join(asked_ms) WHERE state IN ('waiting', 'parting')",
    "CREATE INDEX member_join_winner ON member_join(winner)",
    "CREATE INDEX member_join_loser ON member_join(loser)",
    "CREATE TABLE card_key(key bytea PRIMARY KEY, device_id uuid NOT NULL, made_ms bigint NOT NULL)",
    """CREATE TABLE catalog(
      entity text NOT NULL, id text NOT NULL, scope int NOT NULL, doc text NOT NULL, ver bigint NOT NULL,
      hlc bigint NOT NULL, device_id uuid NOT NULL, gone boolean NOT NULL DEFAULT false,
      PRIMARY KEY(entity, id, scope))""",
)

_LEDGER = (
    # The head of a member's account; its row lock is the lock of everything the account holds, `ver` counts changes;
    # `missed_ms`: when a lot was moved last that was not here.
    """CREATE TABLE purse(
      account_id uuid PRIMARY KEY, member_id uuid, ver bigint NOT NULL, owes boolean NOT NULL DEFAULT false,
      missed_ms bigint) WITH (fillfactor=50)""",
    "CREATE INDEX purse_member ON purse(member_id)",
    "CREATE INDEX purse_missed ON purse(missed_ms) WHERE missed_ms IS NOT NULL",
    """CREATE TABLE account(
      account_id uuid NOT NULL, kind text NOT NULL, instance text NOT NULL, unit text NOT NULL, name text NOT NULL,
      member_id uuid, store_id int NOT NULL, balance numeric NOT NULL, escrowed numeric NOT NULL DEFAULT 0,
      overdraft bigint NOT NULL DEFAULT 0, PRIMARY KEY(account_id, kind, instance, unit)) WITH (fillfactor=50)""",
    """CREATE TABLE ledger(
      account_id uuid NOT NULL, business_month date NOT NULL, event_id uuid NOT NULL, line int NOT NULL,
      kind text NOT NULL, instance text NOT NULL, unit text NOT NULL, amount bigint NOT NULL, business_date date NOT NULL,
      store_id int NOT NULL, device_id uuid NOT NULL, seq bigint NOT NULL, hlc bigint NOT NULL,
      PRIMARY KEY(account_id, event_id, line, business_month)) PARTITION BY RANGE(business_month)""",
    "CREATE TABLE ledger_default PARTITION OF ledger DEFAULT",
    # `moved_to`: the lot is another account's since a merge; `given_by`: the merge that brought it here.
    # `held`: what the till that made the lot may still spend of it (its right by birth); `keep`: what it shall keep.
    """CREATE TABLE lot(
      account_id uuid NOT NULL, lot_id uuid NOT NULL, kind text NOT NULL, instance text NOT NULL, granted bigint NOT NULL,
      open numeric NOT NULL, held numeric NOT NULL DEFAULT 0, keep bigint, expires date, available_from date,
      made_ms bigint NOT NULL, recharge_id text NOT NULL, event_id uuid NOT NULL, gift boolean NOT NULL,
      device_id uuid NOT NULL, ver bigint NOT NULL, moved_to uuid, given_by uuid,
      PRIMARY KEY(account_id, lot_id)) WITH (fillfactor=70)""",
    "CREATE INDEX lot_debt ON lot(account_id) WHERE open < 0",
    # What headquarters expires: nothing of it is a till's own any more.
    "CREATE INDEX lot_due ON lot(expires) WHERE kind = 'POINTS' AND open > held AND expires IS NOT NULL",
    """CREATE TABLE lot_move(
      account_id uuid NOT NULL, event_id uuid NOT NULL, n int NOT NULL, lot_id uuid NOT NULL, amount bigint NOT NULL,
      by_right text NOT NULL, PRIMARY KEY(account_id, event_id, n))""",
    """CREATE TABLE holding(
      account_id uuid NOT NULL, entity text NOT NULL, id text NOT NULL, doc text NOT NULL, hlc bigint NOT NULL,
      device_id uuid NOT NULL, ver bigint NOT NULL, PRIMARY KEY(account_id, entity, id))""",
    # An allowance: what `device_id` may take of a lot without asking.
    """CREATE TABLE escrow(
      account_id uuid NOT NULL, grant_id uuid NOT NULL, kind text NOT NULL, instance text NOT NULL, lot_id uuid NOT NULL,
      device_id uuid NOT NULL, store_id int NOT NULL, amount bigint NOT NULL, used bigint NOT NULL DEFAULT 0,
      returned bigint NOT NULL DEFAULT 0, keep bigint, state text NOT NULL, made_ms bigint NOT NULL,
      expires_ms bigint NOT NULL, ver bigint NOT NULL DEFAULT 1, PRIMARY KEY(account_id, grant_id))""",
    "CREATE INDEX escrow_device ON escrow(device_id) WHERE state = 'open'",
    "CREATE INDEX escrow_lot ON escrow(account_id, lot_id) WHERE state = 'open'",
)

_FEED = (
    "CREATE TABLE feed_head(shard int PRIMARY KEY, pos bigint NOT NULL) WITH (fillfactor=10)",
    """CREATE TABLE feed(
      shard int NOT NULL, pos bigint NOT NULL, bucket bigint NOT NULL, entity text NOT NULL, id text NOT NULL,
      ver bigint NOT NULL, base bigint NOT NULL, device_id uuid, mark int NOT NULL, at_ms bigint NOT NULL,
      PRIMARY KEY(shard, pos))""",
    "CREATE INDEX feed_bucket ON feed(shard, bucket, pos)",
    """CREATE TABLE store_day(
      store_id int NOT NULL, business_date date NOT NULL, event_kind text NOT NULL, account text NOT NULL,
      kind text NOT NULL, unit text NOT NULL, n bigint NOT NULL, amount numeric NOT NULL,
      PRIMARY KEY(store_id, business_date, event_kind, account, kind, unit)) WITH (fillfactor=50)""",
    # What reports sum (`hq/day_facts.py` names the measures); `hour` is -1 where the hour does not matter.
    """CREATE TABLE day_fact(
      store_id int NOT NULL, business_date date NOT NULL, device_id uuid NOT NULL, measure text NOT NULL,
      item text NOT NULL, hour smallint NOT NULL, n numeric NOT NULL, amount numeric NOT NULL,
      PRIMARY KEY(store_id, business_date, device_id, measure, item, hour)) WITH (fillfactor=70)""",
    "CREATE INDEX day_fact_date ON day_fact(business_date, measure)",
)

_CONSOLE = (
    # People of the console. `state`: invited, active, disabled; `invite_h` finds a one-time link.
    """CREATE TABLE operator(
      operator_id uuid PRIMARY KEY, name text NOT NULL, role text NOT NULL, state text NOT NULL,
      password_h text NOT NULL DEFAULT '', totp_key bytea NOT NULL, totp_step bigint NOT NULL DEFAULT 0,
      fails int NOT NULL DEFAULT 0, locked_until_ms bigint NOT NULL DEFAULT 0, invite_h bytea UNIQUE,
      invite_ends_ms bigint NOT NULL DEFAULT 0, made_ms bigint NOT NULL, seen_ms bigint NOT NULL DEFAULT 0)""",
    "CREATE UNIQUE INDEX operator_name ON operator(lower(name))",
    "CREATE TABLE operator_store(operator_id uuid NOT NULL, store_id int NOT NULL, PRIMARY KEY(operator_id, store_id))",
    """CREATE TABLE console_session(
      token_h bytea PRIMARY KEY, operator_id uuid NOT NULL, made_ms bigint NOT NULL, seen_ms bigint NOT NULL,
      flash text NOT NULL DEFAULT '')""",
    """CREATE TABLE console_audit(
      audit_id uuid PRIMARY KEY, at_ms bigint NOT NULL, operator_id uuid, operator text NOT NULL, action text NOT NULL,
      target text NOT NULL, store_id int, facts text NOT NULL)""",
    "CREATE INDEX console_audit_at ON console_audit(at_ms)",
)

#: Run in order, once, in one transaction.
STATEMENTS: tuple[str, ...] = _CHAIN + _DEVICES + _MEMBERS + _LEDGER + _FEED + _CONSOLE
