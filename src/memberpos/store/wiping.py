"""What a till does that headquarters ordered to wipe itself (it was lost or stolen).

Personal data, keys, secrets and rights go; the journal and the ledger stay, without a name and without a key to send
them, so that what was sold can still be told by a person.
"""

from __future__ import annotations

from memberpos.store.database import Database

_EMPTIED = (
    "secret", "member_photo", "member_consent", "outbox_pii", "call_log", "escrow", "recall", "doubted", "inbox",
    "unknown_row", "held_cart", "task", "hq_setting", "print_job", "member_phone_part", "member_day", "changed_row",
)  # fmt: skip


def wipe(db: Database) -> None:
    """Deletes for good (`secure_delete`); inside the caller's transaction."""
    for table in _EMPTIED:
        db.execute(f"DELETE FROM {table}")
    db.execute(
        "UPDATE member SET name = '', phone = NULL, sex = '', birthday = NULL, address = '', notes = '', tags = '[]',"
        " custom = '{}', identity = '', status = 'erased', k_name = '', k_given = '', k_pinyin = '', k_initials = '',"
        " k_phone = '', k_phone_rev = ''"
    )
    db.execute("UPDATE card SET member_id = NULL, password_hash = NULL, uid = NULL, state = 'void'")
    db.execute("INSERT INTO told_row(entity, id) SELECT 'card', number FROM card WHERE true ON CONFLICT DO NOTHING")
    db.execute("UPDATE staff SET pin_hash = '', active = 0")
    db.execute("UPDATE lot SET held = 0, mine = 0")
    db.execute("DELETE FROM sync_state WHERE k IN ('cursor', 'buckets', 'wanted_members', 'seeded')")
