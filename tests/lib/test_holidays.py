"""Public holidays of a site's country and region."""

from datetime import date

import pytest

from csweek.lib.holidays import public_holidays, regions, supported_countries


@pytest.mark.parametrize(
    ("country", "region", "day", "is_holiday"),
    [
        ("AU", "NSW", date(2026, 10, 5), True),  # Labour Day, the Monday of the week
        ("AU", "VIC", date(2026, 10, 5), False),  # its Labour Day is in March
        ("AU", "", date(2026, 10, 5), False),
        ("PT", "", date(2026, 10, 5), True),  # Republic Day
        ("GB", "SCT", date(2026, 11, 30), True),
        ("GB", "ENG", date(2026, 11, 30), False),
        ("ZA", "", date(2026, 10, 5), False),
        ("DE", "BY", date(2026, 11, 1), True),
    ],
)
def test_holidays_are_those_of_the_country_and_its_region(country, region, day, is_holiday):
    assert (day in public_holidays(country, region, day.year)) is is_holiday


def test_holidays_have_names_in_the_readers_language_where_there_are_any():
    day = date(2026, 10, 5)
    assert public_holidays("PT", "", 2026, "pt-pt")[day] == "Implantação da República"
    assert public_holidays("PT", "", 2026, "en-gb")[day] == "Republic Day"
    assert public_holidays("PT", "", 2026, "ja")[day] in {
        "Republic Day",
        "Implantação da República",
    }


@pytest.mark.parametrize(("country", "region"), [("", ""), ("XX", ""), ("ZZ", "NSW")])
def test_an_unknown_country_has_no_holidays_and_makes_no_fuss(country, region):
    assert public_holidays(country, region, 2026) == {}
    assert regions(country) == {}


def test_an_unknown_region_has_those_of_the_whole_country():
    assert public_holidays("PT", "atlantis", 2026) == public_holidays("PT", "", 2026)


def test_asking_changes_nothing_for_the_next_who_asks():
    before = dict(public_holidays("PT", "", 2026))
    assert public_holidays("PT", "", 2026) == before
    assert {day.year for day in before} == {2026}


def test_regions_have_names():
    assert regions("GB")["SCT"] == "Scotland"
    assert "NSW" in supported_countries()["AU"]
    assert regions("AU")["NSW"] == "New South Wales"


def test_every_country_answers_for_every_year_that_can_be_planned():
    for country in ("AU", "BR", "GB", "JP", "PT", "US", "ZA"):
        for year in (1984, 2026, 2100):
            assert isinstance(public_holidays(country, "", year), dict)


def test_a_language_the_country_has_no_names_in_gets_the_countrys_own():
    portuguese, british = (public_holidays("AU", "NSW", 2026, code) for code in ("pt-pt", "en-gb"))
    assert portuguese[date(2026, 10, 5)] == british[date(2026, 10, 5)]
