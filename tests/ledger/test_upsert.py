"""One spelling for both databases."""

from sqlalchemy import URL, Engine, select
from sqlalchemy.dialects import postgresql

from ledger import tables
from ledger.upsert import insert_new, upsert


def test_rows_are_inserted_then_updated(each_engine: Engine) -> None:
    rows = [{"name": f"n{number}", "value": "old"} for number in range(1200)]
    with each_engine.begin() as connection:
        upsert(connection, tables.register_info, rows)
        upsert(connection, tables.register_info, [{"name": "n7", "value": "new"}])
        upsert(connection, tables.register_info, [])
        found = {row.name: row.value for row in connection.execute(select(tables.register_info))}
    assert (len(found), found["n7"], found["n8"]) == (1200, "new", "old")


def test_a_taken_key_is_left_alone(each_engine: Engine) -> None:
    with each_engine.begin() as connection:
        assert insert_new(connection, tables.register_info, {"name": "a", "value": "1"})
        assert not insert_new(connection, tables.register_info, {"name": "a", "value": "2"})


def test_every_table_can_be_written_for_postgresql() -> None:
    for table in tables.metadata.sorted_tables:
        dialect = URL.create("postgresql").get_dialect()()
        assert "ON CONFLICT DO NOTHING" in str(
            postgresql.insert(table).on_conflict_do_nothing().compile(dialect=dialect)
        )
