"""Schema v1: the whole data model (domain rules §1), also where nothing uses it yet, so that no ledger is rewritten later.

Ids are UUID text, money is integer fen, quantities of goods are thousandths, times are UTC milliseconds with the
shop's offset in minutes beside them, dates are ISO text. Kinds are open sets: no CHECK lists them.
Sign of the ledger: a member's balances and the shop's income are positive, the shop's assets (cash, bank) negative,
so that the postings of one event sum to zero per unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from memberpos.store.held_tables import triggers

_SHOP = (
    "CREATE TABLE meta(k TEXT PRIMARY KEY, v ANY) STRICT, WITHOUT ROWID",
    "CREATE TABLE secret(name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE settings_version(
  version INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, starts_at_ms INTEGER NOT NULL, staff_id TEXT NOT NULL,
  doc TEXT NOT NULL, changes TEXT NOT NULL DEFAULT '{}') STRICT""",
    """CREATE TABLE settings_plan(
  id TEXT PRIMARY KEY, starts_on TEXT NOT NULL, starts_at_ms INTEGER NOT NULL, at_ms INTEGER NOT NULL, staff_id TEXT NOT NULL,
  changes TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'planned', version INTEGER) STRICT""",
    "CREATE INDEX settings_plan_due ON settings_plan(starts_at_ms) WHERE state = 'planned'",
    """CREATE TABLE staff(
  id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT NOT NULL, pin_hash TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1, fails INTEGER NOT NULL DEFAULT 0, locked_until_ms INTEGER NOT NULL DEFAULT 0,
  lang TEXT NOT NULL DEFAULT '') STRICT""",
    "CREATE TABLE reason(code TEXT PRIMARY KEY, kind TEXT NOT NULL, words TEXT NOT NULL, active INTEGER NOT NULL) STRICT",
    "CREATE TABLE legal_entity(id TEXT PRIMARY KEY, name TEXT NOT NULL, tax_no TEXT NOT NULL DEFAULT '') STRICT",
)

#: Left out while a new till is filled with a chain's members, and made again after it.
SEARCH_INDEXES: Mapping[str, str] = MappingProxyType(
    {
        name: f"CREATE INDEX {name} ON member({column})"
        for name, column in (
            ("member_name", "k_name"), ("member_given", "k_given"), ("member_pinyin", "k_pinyin"),
            ("member_initials", "k_initials"), ("member_phone", "k_phone"), ("member_phone_rev", "k_phone_rev"),
        )
    }
)  # fmt: skip

_MEMBERS = (
    # `n` numbers the rows for lists of a million and for phone parts; copies of the file keep it, as they do not a bare rowid.
    """CREATE TABLE member(
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, phone TEXT, sex TEXT NOT NULL DEFAULT '', birthday TEXT,
  lunar INTEGER NOT NULL DEFAULT 0, leap_month INTEGER NOT NULL DEFAULT 0, address TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '', tags TEXT NOT NULL DEFAULT '[]', custom TEXT NOT NULL DEFAULT '{}',
  status TEXT NOT NULL DEFAULT 'active', status_epoch INTEGER NOT NULL DEFAULT 0, ends_on TEXT,
  frozen INTEGER NOT NULL DEFAULT 0, blacklisted INTEGER NOT NULL DEFAULT 0, seller_id TEXT, referrer_id TEXT,
  home_store INTEGER NOT NULL DEFAULT 0, joined_at_ms INTEGER NOT NULL, joined_on TEXT NOT NULL, alias_of TEXT,
  identity TEXT NOT NULL DEFAULT '', tier TEXT, tier_own TEXT, tier_from TEXT, tier_to TEXT,
  tier_grant TEXT NOT NULL DEFAULT '', tier_due TEXT, birthday_next TEXT,
  last_visit_on TEXT, visits INTEGER NOT NULL DEFAULT 0, spend_fen INTEGER NOT NULL DEFAULT 0,
  k_name TEXT NOT NULL DEFAULT '', k_given TEXT NOT NULL DEFAULT '', k_pinyin TEXT NOT NULL DEFAULT '',
  k_initials TEXT NOT NULL DEFAULT '', k_phone TEXT NOT NULL DEFAULT '', k_phone_rev TEXT NOT NULL DEFAULT '',
  ver INTEGER NOT NULL DEFAULT 0) STRICT""",
    *SEARCH_INDEXES.values(),
    "CREATE INDEX member_referrer ON member(referrer_id) WHERE referrer_id IS NOT NULL",
    "CREATE INDEX member_tier_due ON member(tier_due) WHERE tier_due IS NOT NULL",
    "CREATE INDEX member_birthday ON member(birthday_next) WHERE birthday IS NOT NULL",
    "CREATE INDEX member_alias ON member(alias_of) WHERE alias_of IS NOT NULL",
    # n is a member's, without REFERENCES: in order of the parts each check reads a page of members from anywhere, and
    # that was more than half of the time in which a till is filled with a million.
    """CREATE TABLE member_phone_part(
  part TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(part, n)) STRICT, WITHOUT ROWID""",
    "CREATE TABLE member_photo(member_id TEXT PRIMARY KEY REFERENCES member(id), jpeg BLOB NOT NULL) STRICT",
    """CREATE TABLE member_consent(
  member_id TEXT NOT NULL REFERENCES member(id), purpose TEXT NOT NULL, text_version TEXT NOT NULL,
  given_at_ms INTEGER NOT NULL, withdrawn_at_ms INTEGER, guardian TEXT, PRIMARY KEY(member_id, purpose, given_at_ms)) STRICT""",
    """CREATE TABLE member_merge(
  event_id TEXT PRIMARY KEY, winner_id TEXT NOT NULL REFERENCES member(id), loser_id TEXT NOT NULL REFERENCES member(id),
  seq INTEGER NOT NULL, undo_until TEXT NOT NULL, doc TEXT NOT NULL, undone_by TEXT) STRICT""",
    "CREATE INDEX member_merge_winner ON member_merge(winner_id)",
    "CREATE INDEX member_merge_loser ON member_merge(loser_id)",
    """CREATE TABLE member_filter(
  id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, doc TEXT NOT NULL, staff_id TEXT NOT NULL, at_ms INTEGER NOT NULL) STRICT""",
    "CREATE TABLE company(id TEXT PRIMARY KEY, name TEXT NOT NULL, phone TEXT, notes TEXT NOT NULL DEFAULT '') STRICT",
    """CREATE TABLE account(
  id TEXT PRIMARY KEY, owner_kind TEXT NOT NULL, owner_id TEXT NOT NULL, made_at_ms INTEGER NOT NULL,
  closed_at_ms INTEGER, frozen INTEGER NOT NULL DEFAULT 0, ver INTEGER NOT NULL DEFAULT 0) STRICT""",
    "CREATE INDEX account_owner ON account(owner_id)",
    """CREATE TABLE card_batch(
  id TEXT PRIMARY KEY, first TEXT NOT NULL, last TEXT NOT NULL, made INTEGER NOT NULL, skip_four INTEGER NOT NULL,
  check_digit INTEGER NOT NULL DEFAULT 0, password_kind TEXT NOT NULL DEFAULT '', password_hash TEXT,
  made_at_ms INTEGER NOT NULL, staff_id TEXT NOT NULL) STRICT""",
    """CREATE TABLE card(
  number TEXT PRIMARY KEY, account_id TEXT REFERENCES account(id), member_id TEXT REFERENCES member(id),
  role TEXT NOT NULL DEFAULT 'main', state TEXT NOT NULL, status_epoch INTEGER NOT NULL DEFAULT 0,
  day_limit_fen INTEGER, uid TEXT, batch_id TEXT REFERENCES card_batch(id), password_hash TEXT,
  password_fails INTEGER NOT NULL DEFAULT 0, password_locked_ms INTEGER NOT NULL DEFAULT 0,
  password_new INTEGER NOT NULL DEFAULT 0, expires_on TEXT, replaced_by TEXT, state_at_ms INTEGER NOT NULL) STRICT""",
    "CREATE INDEX card_account ON card(account_id)",
    "CREATE INDEX card_member ON card(member_id)",
    "CREATE INDEX card_uid ON card(uid) WHERE uid IS NOT NULL",
    "CREATE INDEX card_batch_state ON card(batch_id, state) WHERE batch_id IS NOT NULL",
    "CREATE INDEX card_unissued ON card(state, number) WHERE state IN ('stock', 'encoded', 'ready')",
    """CREATE TABLE tier_grant(
  id TEXT PRIMARY KEY, member_id TEXT NOT NULL REFERENCES member(id), tier TEXT NOT NULL, reason TEXT NOT NULL,
  from_on TEXT NOT NULL, to_on TEXT, event_id TEXT NOT NULL, ended_event TEXT) STRICT""",
    "CREATE INDEX tier_grant_member ON tier_grant(member_id)",
    """CREATE TABLE tier_change(
  event_id TEXT NOT NULL, member_id TEXT NOT NULL REFERENCES member(id), n INTEGER NOT NULL, old TEXT, new TEXT,
  from_on TEXT NOT NULL, to_on TEXT, why TEXT NOT NULL, held_old TEXT, held_new TEXT,
  PRIMARY KEY(event_id, member_id, n)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX tier_change_member ON tier_change(member_id)",
    """CREATE TABLE points_grant(
  event_id TEXT PRIMARY KEY, seq INTEGER NOT NULL, member_id TEXT NOT NULL REFERENCES member(id), source TEXT NOT NULL,
  subject TEXT NOT NULL DEFAULT '', points INTEGER NOT NULL, lot_id TEXT, business_date TEXT NOT NULL, cause_event_id TEXT,
  undone_event TEXT, taken INTEGER NOT NULL DEFAULT 0) STRICT""",
    "CREATE INDEX points_grant_member ON points_grant(member_id, source, business_date)",
    "CREATE INDEX points_grant_cause ON points_grant(cause_event_id) WHERE cause_event_id IS NOT NULL",
    """CREATE TABLE member_badge(
  event_id TEXT PRIMARY KEY, seq INTEGER NOT NULL, member_id TEXT NOT NULL REFERENCES member(id), code TEXT NOT NULL,
  name TEXT NOT NULL, awarded_on TEXT NOT NULL, undone_event TEXT) STRICT""",
    "CREATE UNIQUE INDEX member_badge_one ON member_badge(member_id, code) WHERE undone_event IS NULL",
)

_GOODS = (
    """CREATE TABLE product(
  sku TEXT PRIMARY KEY, name TEXT NOT NULL, price_fen INTEGER NOT NULL, member_price_fen INTEGER, category TEXT NOT NULL DEFAULT '',
  unit TEXT NOT NULL DEFAULT '', kind TEXT NOT NULL DEFAULT 'goods', parent_sku TEXT, variant TEXT NOT NULL DEFAULT '',
  earns INTEGER NOT NULL DEFAULT 1, bonus_allowed INTEGER NOT NULL DEFAULT 1, discountable INTEGER NOT NULL DEFAULT 1,
  quick_key INTEGER, active INTEGER NOT NULL DEFAULT 1, legal_entity TEXT, k_pinyin TEXT NOT NULL DEFAULT '',
  k_initials TEXT NOT NULL DEFAULT '') STRICT""",
    "CREATE INDEX product_name ON product(name)",
    "CREATE INDEX product_pinyin ON product(k_pinyin)",
    "CREATE INDEX product_initials ON product(k_initials)",
    "CREATE TABLE barcode(code TEXT PRIMARY KEY, sku TEXT NOT NULL REFERENCES product(sku)) STRICT, WITHOUT ROWID",
    """CREATE TABLE product_price(
  sku TEXT NOT NULL REFERENCES product(sku), tier TEXT NOT NULL, from_on TEXT NOT NULL DEFAULT '', to_on TEXT NOT NULL DEFAULT '',
  price_fen INTEGER NOT NULL, PRIMARY KEY(sku, tier, from_on)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE gift(
  sku TEXT PRIMARY KEY, name TEXT NOT NULL, points INTEGER NOT NULL, fen INTEGER NOT NULL DEFAULT 0,
  tracked INTEGER NOT NULL DEFAULT 0, doc TEXT NOT NULL DEFAULT '{}', active INTEGER NOT NULL DEFAULT 1) STRICT""",
    """CREATE TABLE draw(
  code TEXT PRIMARY KEY, name TEXT NOT NULL, doc TEXT NOT NULL, active INTEGER NOT NULL DEFAULT 1) STRICT""",
    """CREATE TABLE draw_seed(
  hash TEXT PRIMARY KEY, code TEXT NOT NULL REFERENCES draw(code), seed BLOB NOT NULL, made_event TEXT NOT NULL,
  used_event TEXT) STRICT""",
    "CREATE UNIQUE INDEX draw_seed_open ON draw_seed(code) WHERE used_event IS NULL",
    "CREATE TABLE coupon_kind(code TEXT PRIMARY KEY, kind TEXT NOT NULL, doc TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE pass_kind(code TEXT PRIMARY KEY, price_fen INTEGER NOT NULL, doc TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE offer(
  code TEXT PRIMARY KEY, kind TEXT NOT NULL, doc TEXT NOT NULL, active INTEGER NOT NULL DEFAULT 1) STRICT, WITHOUT ROWID""",
    """CREATE TABLE coupon(
  id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, code TEXT NOT NULL REFERENCES coupon_kind(code),
  account_id TEXT NOT NULL REFERENCES account(id), state TEXT NOT NULL, valid_from TEXT, valid_to TEXT, made_at_ms INTEGER NOT NULL,
  held_by TEXT, held_until_ms INTEGER, made_event TEXT NOT NULL, terms TEXT NOT NULL, used_event TEXT,
  used_on TEXT) STRICT""",
    "CREATE INDEX coupon_account ON coupon(account_id, code)",
    "CREATE INDEX coupon_code ON coupon(code)",
    "CREATE INDEX coupon_made ON coupon(made_event)",
    "CREATE INDEX coupon_used ON coupon(used_event) WHERE used_event IS NOT NULL",
    "CREATE INDEX coupon_held ON coupon(held_by) WHERE held_by IS NOT NULL",
    "CREATE INDEX coupon_ending ON coupon(valid_to) WHERE state = 'issued' AND valid_to IS NOT NULL",
    """CREATE TABLE pass(
  id TEXT PRIMARY KEY, code TEXT NOT NULL REFERENCES pass_kind(code), account_id TEXT NOT NULL REFERENCES account(id),
  state TEXT NOT NULL, paid_fen INTEGER NOT NULL, uses_paid INTEGER, uses_gift INTEGER NOT NULL, valid_from TEXT,
  valid_to TEXT, ended INTEGER NOT NULL DEFAULT 0, refunded INTEGER NOT NULL DEFAULT 0, terms TEXT NOT NULL,
  made_at_ms INTEGER NOT NULL, made_event TEXT NOT NULL, receipt_no TEXT UNIQUE) STRICT""",
    "CREATE INDEX pass_account ON pass(account_id)",
    "CREATE INDEX pass_code ON pass(code)",
    "CREATE INDEX pass_made ON pass(made_event)",
    "CREATE INDEX pass_end ON pass(valid_to) WHERE state = 'active' AND valid_to IS NOT NULL",
    """CREATE TABLE pass_use(
  event_id TEXT NOT NULL, pass_id TEXT NOT NULL REFERENCES pass(id), persons INTEGER NOT NULL, uses INTEGER NOT NULL,
  back INTEGER NOT NULL DEFAULT 0, on_date TEXT NOT NULL, service TEXT NOT NULL DEFAULT '', staff_id TEXT,
  undone_by TEXT, PRIMARY KEY(event_id, pass_id)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX pass_use_pass ON pass_use(pass_id, on_date)",
    """CREATE TABLE pass_freeze(
  pass_id TEXT NOT NULL REFERENCES pass(id), from_on TEXT NOT NULL, to_on TEXT NOT NULL, event_id TEXT NOT NULL,
  PRIMARY KEY(pass_id, from_on)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE pass_refund(
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL REFERENCES event(seq), pass_id TEXT NOT NULL REFERENCES pass(id),
  receipt_no TEXT NOT NULL UNIQUE, method TEXT NOT NULL, average_fen INTEGER NOT NULL, list_price_fen INTEGER,
  refund_fen INTEGER NOT NULL, claw_value_fen INTEGER NOT NULL, points_clawed INTEGER NOT NULL, base_fen INTEGER NOT NULL,
  uses INTEGER NOT NULL, reason TEXT NOT NULL DEFAULT '') STRICT""",
    "CREATE INDEX pass_refund_pass ON pass_refund(pass_id)",
)

_LEDGER = (
    """CREATE TABLE event(
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, device_id TEXT NOT NULL, kind TEXT NOT NULL, kv INTEGER NOT NULL,
  at_ms INTEGER NOT NULL, offset_min INTEGER NOT NULL, business_date TEXT NOT NULL, staff_id TEXT NOT NULL,
  approver_id TEXT, shift_id TEXT, rule_version INTEGER NOT NULL, cause_event_id TEXT, reverses_id TEXT,
  member_id TEXT, account_id TEXT, payload TEXT NOT NULL) STRICT""",
    "CREATE INDEX event_date ON event(business_date, kind)",
    """CREATE INDEX event_rules ON event(seq) WHERE kind IN
  ('settings', 'settings.plan', 'settings.withdraw', 'offer', 'coupon_kind', 'pass_kind', 'gift', 'draw.put', 'recharge.offer')""",
    "CREATE INDEX event_member ON event(member_id, seq) WHERE member_id IS NOT NULL",
    """CREATE INDEX event_member_day ON event(member_id, business_date)
  WHERE member_id IS NOT NULL AND kind IN ('sale', 'exchange')""",
    "CREATE INDEX event_shift ON event(shift_id) WHERE shift_id IS NOT NULL",
    "CREATE INDEX event_cause ON event(cause_event_id) WHERE cause_event_id IS NOT NULL",
    """CREATE TABLE ledger(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL REFERENCES event(seq), account TEXT NOT NULL, kind TEXT NOT NULL,
  instance TEXT NOT NULL, unit TEXT NOT NULL, amount INTEGER NOT NULL, balance_after INTEGER NOT NULL,
  line INTEGER NOT NULL DEFAULT 0) STRICT""",
    "CREATE INDEX ledger_account ON ledger(account, kind, instance, id)",
    "CREATE INDEX ledger_seq ON ledger(seq)",
    """CREATE TABLE balance(
  account TEXT NOT NULL, kind TEXT NOT NULL, instance TEXT NOT NULL, unit TEXT NOT NULL, amount INTEGER NOT NULL,
  others INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(account, kind, instance, unit)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE lot(
  id TEXT PRIMARY KEY, account TEXT NOT NULL, kind TEXT NOT NULL, instance TEXT NOT NULL DEFAULT '', granted INTEGER NOT NULL,
  open INTEGER NOT NULL, made_at_ms INTEGER NOT NULL, made_seq INTEGER NOT NULL, expires TEXT, available_from TEXT,
  recharge_id TEXT, event_id TEXT NOT NULL, gift INTEGER NOT NULL DEFAULT 0, others INTEGER NOT NULL DEFAULT 0,
  mine INTEGER NOT NULL DEFAULT 1, held INTEGER NOT NULL DEFAULT 0) STRICT""",
    "CREATE INDEX lot_open ON lot(account, kind, instance, expires) WHERE open <> 0",
    "CREATE INDEX lot_event ON lot(event_id)",
    "CREATE INDEX lot_recharge ON lot(recharge_id) WHERE recharge_id IS NOT NULL",
    "CREATE INDEX lot_expiry ON lot(expires) WHERE open > 0 AND expires IS NOT NULL",
    "CREATE INDEX lot_waiting ON lot(account, kind, available_from) WHERE open > 0 AND available_from IS NOT NULL",
    """CREATE TABLE lot_move(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL REFERENCES event(seq), lot_id TEXT NOT NULL REFERENCES lot(id),
  amount INTEGER NOT NULL, by_right TEXT NOT NULL DEFAULT '') STRICT""",
    "CREATE INDEX lot_move_seq ON lot_move(seq)",
    "CREATE INDEX lot_move_lot ON lot_move(lot_id)",
    # A lot that went to another account as it was (two members merged): `open` of it moved with event `seq`, or, `told`
    # by headquarters, behind it.
    """CREATE TABLE lot_owner(
  lot_id TEXT NOT NULL REFERENCES lot(id), seq INTEGER NOT NULL REFERENCES event(seq), old TEXT NOT NULL, new TEXT NOT NULL,
  open INTEGER NOT NULL, told INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(lot_id, seq, told)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX lot_owner_seq ON lot_owner(seq)",
    # Spent lots go with an account as well: a refund returns to them.
    "CREATE INDEX lot_account ON lot(account, kind, instance)",
    """CREATE TABLE tender(
  event_id TEXT NOT NULL, n INTEGER NOT NULL, kind TEXT NOT NULL, fen INTEGER NOT NULL, given_fen INTEGER NOT NULL,
  change_fen INTEGER NOT NULL DEFAULT 0, payer_account TEXT, proof TEXT NOT NULL DEFAULT '', trade_no TEXT NOT NULL DEFAULT '',
  principal_fen INTEGER NOT NULL DEFAULT 0, bonus_fen INTEGER NOT NULL DEFAULT 0, instance TEXT NOT NULL DEFAULT '',
  invoiceable INTEGER NOT NULL DEFAULT 1, legal_entity TEXT, seq INTEGER NOT NULL, card_number TEXT,
  PRIMARY KEY(event_id, n)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX tender_seq ON tender(seq)",
    "CREATE INDEX tender_card ON tender(card_number, seq) WHERE card_number IS NOT NULL",
)

_SALES = (
    """CREATE TABLE sale(
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL REFERENCES event(seq), receipt_no TEXT NOT NULL UNIQUE, member_id TEXT, account_id TEXT,
  card_number TEXT, total_fen INTEGER NOT NULL, discount_fen INTEGER NOT NULL, due_fen INTEGER NOT NULL, change_fen INTEGER NOT NULL,
  rounding_fen INTEGER NOT NULL, points_used INTEGER NOT NULL, points_fen INTEGER NOT NULL, points_earned INTEGER NOT NULL,
  growth_earned INTEGER NOT NULL, spend_fen INTEGER NOT NULL, tier TEXT, earn_doc TEXT NOT NULL, place TEXT NOT NULL DEFAULT '',
  party INTEGER, note TEXT NOT NULL DEFAULT '', channel TEXT NOT NULL DEFAULT 'counter', invoice TEXT NOT NULL DEFAULT 'none') STRICT""",
    "CREATE INDEX sale_seq ON sale(seq)",
    "CREATE INDEX sale_member ON sale(member_id, seq) WHERE member_id IS NOT NULL",
    """CREATE TABLE sale_line(
  sale_id TEXT NOT NULL REFERENCES sale(id), n INTEGER NOT NULL, parent_n INTEGER, sku TEXT NOT NULL, variant TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL, kind TEXT NOT NULL, unit TEXT NOT NULL, category TEXT NOT NULL DEFAULT '', qty_milli INTEGER NOT NULL,
  list_fen INTEGER NOT NULL, unit_price_fen INTEGER NOT NULL, price_source TEXT NOT NULL, gross_fen INTEGER NOT NULL,
  net_fen INTEGER NOT NULL, earns INTEGER NOT NULL, bonus_allowed INTEGER NOT NULL, staff_shares TEXT NOT NULL DEFAULT '[]',
  note TEXT NOT NULL DEFAULT '', explain TEXT NOT NULL DEFAULT '[]', PRIMARY KEY(sale_id, n)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE sale_discount(
  sale_id TEXT NOT NULL, line_n INTEGER NOT NULL, n INTEGER NOT NULL, source TEXT NOT NULL, code TEXT NOT NULL DEFAULT '',
  fen INTEGER NOT NULL, label TEXT NOT NULL DEFAULT '', PRIMARY KEY(sale_id, line_n, n)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE sale_cell(
  sale_id TEXT NOT NULL, line_n INTEGER NOT NULL, tender_n INTEGER NOT NULL, part TEXT NOT NULL, fen INTEGER NOT NULL,
  PRIMARY KEY(sale_id, line_n, tender_n, part)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE refund(
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL REFERENCES event(seq), sale_id TEXT REFERENCES sale(id), receipt_no TEXT NOT NULL UNIQUE,
  member_id TEXT, account_id TEXT, refund_fen INTEGER NOT NULL, claw_value_fen INTEGER NOT NULL, points_clawed INTEGER NOT NULL,
  points_returned INTEGER NOT NULL, growth_clawed INTEGER NOT NULL, base_fen INTEGER NOT NULL, spend_fen INTEGER NOT NULL,
  reason TEXT NOT NULL DEFAULT '', whole INTEGER NOT NULL DEFAULT 0) STRICT""",
    "CREATE INDEX refund_sale ON refund(sale_id)",
    "CREATE INDEX refund_seq ON refund(seq)",
    """CREATE TABLE refund_cell(
  refund_id TEXT NOT NULL REFERENCES refund(id), line_n INTEGER NOT NULL, tender_n INTEGER NOT NULL, part TEXT NOT NULL,
  fen INTEGER NOT NULL, PRIMARY KEY(refund_id, line_n, tender_n, part)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE refund_line(
  refund_id TEXT NOT NULL REFERENCES refund(id), line_n INTEGER NOT NULL, qty_milli INTEGER NOT NULL, fen INTEGER NOT NULL,
  PRIMARY KEY(refund_id, line_n)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE recharge(
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL REFERENCES event(seq), member_id TEXT NOT NULL, account_id TEXT NOT NULL,
  receipt_no TEXT NOT NULL UNIQUE, amount_fen INTEGER NOT NULL, bonus_fen INTEGER NOT NULL, points INTEGER NOT NULL DEFAULT 0,
  contract_version TEXT NOT NULL DEFAULT '', withdraw_until TEXT, legal_entity TEXT, invoice TEXT NOT NULL DEFAULT 'none',
  refunded_by TEXT, offer TEXT NOT NULL DEFAULT '', offer_version INTEGER, doc TEXT NOT NULL DEFAULT '{}') STRICT""",
    "CREATE INDEX recharge_account ON recharge(account_id)",
    """CREATE TABLE redemption(
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL REFERENCES event(seq), receipt_no TEXT NOT NULL UNIQUE, member_id TEXT NOT NULL,
  account_id TEXT NOT NULL, gift TEXT NOT NULL, name TEXT NOT NULL, qty INTEGER NOT NULL, points INTEGER NOT NULL,
  fen INTEGER NOT NULL, tracked INTEGER NOT NULL, business_date TEXT NOT NULL, returned_by TEXT) STRICT""",
    "CREATE INDEX redemption_member ON redemption(member_id, gift, business_date)",
    """CREATE TABLE draw_play(
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL REFERENCES event(seq), receipt_no TEXT NOT NULL UNIQUE, member_id TEXT NOT NULL,
  code TEXT NOT NULL, cost INTEGER NOT NULL, seed_hash TEXT NOT NULL, seed TEXT NOT NULL, roll INTEGER NOT NULL,
  prize TEXT NOT NULL, doc TEXT NOT NULL, business_date TEXT NOT NULL) STRICT""",
    "CREATE INDEX draw_play_member ON draw_play(member_id, code, business_date)",
    "CREATE INDEX recharge_offer_uses ON recharge(offer) WHERE offer <> ''",
    """CREATE TABLE recharge_refund(
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL REFERENCES event(seq), recharge_id TEXT NOT NULL UNIQUE REFERENCES recharge(id),
  member_id TEXT NOT NULL, account_id TEXT NOT NULL, receipt_no TEXT NOT NULL UNIQUE, cause TEXT NOT NULL,
  principal_fen INTEGER NOT NULL, bonus_fen INTEGER NOT NULL, bonus_used_fen INTEGER NOT NULL, points INTEGER NOT NULL,
  charge_fen INTEGER NOT NULL, refund_fen INTEGER NOT NULL, doc TEXT NOT NULL DEFAULT '{}') STRICT""",
    """CREATE TABLE recharge_offer(
  code TEXT NOT NULL, version INTEGER NOT NULL, starts_at_ms INTEGER NOT NULL, at_ms INTEGER NOT NULL, staff_id TEXT NOT NULL,
  doc TEXT NOT NULL, withdrawn INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(code, version)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE instalment(
  recharge_id TEXT NOT NULL REFERENCES recharge(id), n INTEGER NOT NULL, account_id TEXT NOT NULL, due TEXT NOT NULL,
  fen INTEGER NOT NULL, state TEXT NOT NULL DEFAULT 'planned', event_id TEXT, PRIMARY KEY(recharge_id, n)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX instalment_due ON instalment(due, account_id) WHERE state = 'planned'",
    "CREATE INDEX instalment_account ON instalment(account_id)",
    """CREATE TABLE closing(
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL REFERENCES event(seq), member_id TEXT NOT NULL, account_id TEXT NOT NULL,
  receipt_no TEXT NOT NULL UNIQUE, method TEXT NOT NULL, cause TEXT NOT NULL, principal_fen INTEGER NOT NULL,
  bonus_fen INTEGER NOT NULL, change_fen INTEGER NOT NULL, bonus_first_fen INTEGER NOT NULL, principal_first_fen INTEGER NOT NULL,
  proportional_fen INTEGER NOT NULL, refund_fen INTEGER NOT NULL, forfeited_fen INTEGER NOT NULL) STRICT""",
    "CREATE INDEX closing_account ON closing(account_id)",
    """CREATE TABLE held_cart(
  id TEXT PRIMARY KEY, name TEXT NOT NULL, member_id TEXT, doc TEXT NOT NULL, held_at_ms INTEGER NOT NULL,
  until_ms INTEGER NOT NULL) STRICT""",
)

_DAY = (
    """CREATE TABLE shift(
  id TEXT PRIMARY KEY, name TEXT NOT NULL, state TEXT NOT NULL, staff_id TEXT NOT NULL, opened_at_ms INTEGER NOT NULL,
  opened_seq INTEGER NOT NULL, business_date TEXT NOT NULL, float_fen INTEGER NOT NULL, closed_at_ms INTEGER,
  closed_seq INTEGER, z_number INTEGER UNIQUE) STRICT""",
    "CREATE UNIQUE INDEX shift_one_open ON shift(state) WHERE state <> 'closed'",
    """CREATE TABLE shift_count(
  shift_id TEXT NOT NULL REFERENCES shift(id), n INTEGER NOT NULL, at_ms INTEGER NOT NULL, staff_id TEXT NOT NULL,
  doc TEXT NOT NULL, PRIMARY KEY(shift_id, n)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE z_report(
  number INTEGER PRIMARY KEY, shift_id TEXT NOT NULL REFERENCES shift(id), seq INTEGER NOT NULL, business_date TEXT NOT NULL,
  doc TEXT NOT NULL) STRICT""",
    """CREATE TABLE daily_sum(
  business_date TEXT NOT NULL, kind TEXT NOT NULL, k TEXT NOT NULL, n INTEGER NOT NULL, amount INTEGER NOT NULL,
  PRIMARY KEY(business_date, kind, k)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE call_log(
  id TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, line TEXT NOT NULL, number TEXT, member_id TEXT, state TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '', staff_id TEXT NOT NULL DEFAULT '') STRICT""",
    "CREATE INDEX call_log_at ON call_log(at_ms)",
    "CREATE INDEX call_log_member ON call_log(member_id) WHERE member_id IS NOT NULL",
    """CREATE TABLE print_job(
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, event_id TEXT NOT NULL, copy INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL,
  made_at_ms INTEGER NOT NULL, wanted_at_ms INTEGER NOT NULL, changed_at_ms INTEGER NOT NULL,
  printer TEXT NOT NULL DEFAULT '', content BLOB NOT NULL) STRICT""",
    "CREATE INDEX print_job_state ON print_job(state, made_at_ms)",
    "CREATE INDEX print_job_event ON print_job(event_id)",
)

_SYNC = (
    """CREATE TABLE audit(
  seq INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, staff_id TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL,
  detail TEXT NOT NULL, hash BLOB NOT NULL) STRICT""",
    "CREATE INDEX audit_reprint ON audit(at_ms) WHERE action = 'reprint'",
    """CREATE TABLE outbox(
  seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, kv INTEGER NOT NULL, event_id BLOB NOT NULL UNIQUE, hlc INTEGER NOT NULL,
  body BLOB NOT NULL, hash BLOB NOT NULL) STRICT""",
    """CREATE TABLE outbox_pii(
  seq INTEGER NOT NULL REFERENCES outbox(seq), field TEXT NOT NULL, salt BLOB NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY(seq, field)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX outbox_pii_password ON outbox_pii(seq) WHERE field LIKE 'password%'",
    "CREATE TABLE sync_state(k TEXT PRIMARY KEY, v ANY) STRICT, WITHOUT ROWID",
    """CREATE TABLE inbox(
  entity TEXT NOT NULL, id TEXT NOT NULL, ver INTEGER NOT NULL, gone INTEGER NOT NULL DEFAULT 0, doc TEXT, next_ms INTEGER,
  PRIMARY KEY(entity, id)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX inbox_next ON inbox(next_ms) WHERE next_ms IS NOT NULL",
    """CREATE TABLE unknown_row(
  entity TEXT NOT NULL, id TEXT NOT NULL, ver INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY(entity, id)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE escrow(
  grant_id TEXT PRIMARY KEY, account TEXT NOT NULL, kind TEXT NOT NULL, instance TEXT NOT NULL, lot_id TEXT NOT NULL,
  amount INTEGER NOT NULL, used INTEGER NOT NULL DEFAULT 0, returned INTEGER NOT NULL DEFAULT 0, keep INTEGER,
  expires_hlc INTEGER, state TEXT NOT NULL, asked INTEGER NOT NULL DEFAULT 0, ver INTEGER NOT NULL DEFAULT 0) STRICT""",
    "CREATE INDEX escrow_lot ON escrow(lot_id) WHERE state = 'open'",
    "CREATE INDEX escrow_account ON escrow(account, kind, instance) WHERE state = 'open'",
    """CREATE TABLE recall(lot_id TEXT PRIMARY KEY REFERENCES lot(id), keep INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    # A right by birth that another copy of this disk may have, too: to be given back.
    """CREATE TABLE doubted(lot_id TEXT PRIMARY KEY REFERENCES lot(id), amount INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE task(
  id TEXT PRIMARY KEY, why TEXT NOT NULL, seq INTEGER, event_id TEXT, other TEXT NOT NULL DEFAULT '', staff_id TEXT NOT NULL DEFAULT '',
  facts TEXT NOT NULL DEFAULT '{}', made_at_ms INTEGER NOT NULL, done_at_ms INTEGER, ver INTEGER NOT NULL DEFAULT 0) STRICT""",
    "CREATE INDEX task_open ON task(made_at_ms) WHERE done_at_ms IS NULL",
    # What a transaction changed of rows that other tills need; empty between transactions.
    """CREATE TABLE changed_row(
  entity TEXT NOT NULL, keys TEXT NOT NULL, account TEXT NOT NULL, PRIMARY KEY(entity, keys, account)) STRICT, WITHOUT ROWID""",
    # Rows as another till left them: no event here explains them.
    "CREATE TABLE told_row(entity TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY(entity, id)) STRICT, WITHOUT ROWID",
    """CREATE TABLE member_day(
  member_id TEXT NOT NULL REFERENCES member(id), device_id TEXT NOT NULL, day TEXT NOT NULL, spend_fen INTEGER NOT NULL,
  visits INTEGER NOT NULL, times INTEGER NOT NULL, points INTEGER NOT NULL, growth INTEGER NOT NULL,
  PRIMARY KEY(member_id, day, device_id)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE hq_setting(
  id TEXT PRIMARY KEY, scope INTEGER NOT NULL, starts_at_ms INTEGER NOT NULL, ver INTEGER NOT NULL, doc TEXT NOT NULL,
  applied INTEGER NOT NULL DEFAULT 0) STRICT""",
)

#: Run in order, once, in one transaction.
STATEMENTS: tuple[str, ...] = _SHOP + _MEMBERS + _GOODS + _LEDGER + _SALES + _DAY + _SYNC + tuple(triggers())
