"""A sample's words as another unit says them."""

from shuangyong import Unit
from shuangyong.office.county.chance import chance
from shuangyong.office.county.county import Member, Place
from shuangyong.office.county.guises import PLAIN, Guise
from shuangyong.office.county.wording import voice

MEMBER = Member(
    name="李沧区柳溪里中学",
    code="370213-XX-001",
    sector="school",
    nature="junior",
    places=(Place(region="370213051", parent=None),),
    size=100,
    troops=("11111部队", "12222部队"),
)


def say(unit, about=PLAIN, seed=1):
    return voice(MEMBER, about, unit, chance(seed))


def sample(**values):
    return Unit(name="城阳区沧湾中学", sector="学校", year=2026, region="370214", liaison="许若溪", **values)


def test_a_unit_names_itself_its_district_and_its_own_liaison():
    said = say(sample())("城阳区沧湾中学许若溪到城阳区人防办")
    assert said.startswith("李沧区柳溪里中学")
    assert said.endswith("到李沧区人防办")
    assert "许若溪" not in said


def test_most_units_name_two_troops_by_their_code_names_and_some_none():
    voices = [say(sample(), seed=seed)("驻地某部、驻地某部卫生队") for seed in range(40)]
    assert set(voices) == {"11111部队、12222部队", "驻地某部、驻地某部卫生队"}
    assert voices.count("11111部队、12222部队") > 20


def test_what_is_put_in_is_not_replaced_again():
    about = Guise(swap=(("高一", "高二"), ("高二", "高三")))
    assert say(sample(), about)("高一、高二军训") == "高二、高三军训"


def test_a_sample_that_says_little_of_its_unit_is_said_as_it_is():
    assert say(Unit(name="某港", sector="港口", year=2026))("某港检修码头") == "李沧区柳溪里中学检修码头"
