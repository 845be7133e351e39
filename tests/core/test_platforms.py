import pytest

from core.platforms import Platform, canonical_platform


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("新浪微博", Platform.WEIBO),
        (" 微信 公众号", Platform.WECHAT),
        ("ＡＰＰ", Platform.APP),
        ("B站", Platform.BILIBILI),
        ("今日头条", Platform.TOUTIAO),
        ("百家号", "百家号"),
        (" 某平台 ", "某平台"),
    ],
)
def test_one_name_for_each(said: str, known: str) -> None:
    assert canonical_platform(said) == known
    assert canonical_platform(known) == known
