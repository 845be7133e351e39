"""The catalogue that ships: 26 pilot areas, nine key areas, unverified names marked."""

from core.catalogue import LEVELS, VERIFIED, read_item, shipped_catalogue


def test_shipped() -> None:
    items = shipped_catalogue()
    pilot = [item for item in items if item.kind == "试点领域"]
    assert len(pilot) == len({item.area for item in pilot}) == 26
    assert sum(item.verified == "M" for item in pilot) == 5
    assert sum(item.kind == "重点领域" for item in items) == 9
    assert all(item.verified in VERIFIED and set(item.levels) <= set(LEVELS) for item in items)


def test_rows_survive_their_data() -> None:
    assert tuple(read_item(item.to_data()) for item in shipped_catalogue()) == shipped_catalogue()
