from luatgandan.foundation.modules.registry import modules


def test_the_room_is_registered_under_its_app_label() -> None:
    assert [str(module.title) for module in modules() if module.name == "opendata"] == ["Dữ liệu mở"]
