import pytest
from waves import explorer


def test_every_position_once_the_last_control_fastest():
    positions = explorer().positions()
    assert len(positions) == 20
    assert [p["phase"] for p in positions[:3]] == ["none", "quarter", "none"]
    assert positions[2]["frequency"] == pytest.approx(0.2)


def test_the_table_has_the_frame_of_each_position_in_their_order():
    e = explorer()
    assert e.table() == [e.scene.frame(values) for values in e.positions()]
