import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.claims_made import report
from tollbook.model import Document
from tollbook.trace import copies

STORY = (
    "Residents of the river town said that two aircraft struck a row of houses beside the bakery before dawn and that "
    "rescuers were still lifting concrete by hand when a second strike hit the lane behind the school."
)
OTHER = (
    "The water board announced yesterday that pumping to the eastern villages will resume next week after engineers "
    "replaced four transformers damaged during the winter storms along the old road to the dam."
)
ARABIC = (
    "قال سكان البلدة الواقعة على النهر إن طائرتين قصفتا صفا من المنازل قرب المخبز قبل الفجر، وإن رجال الإنقاذ كانوا "
    "يرفعون الركام بأيديهم حين أصابت غارة ثانية الزقاق خلف المدرسة."
)
ARABIC_AGAIN = (
    "عاجل: قـــال سكان البلده الواقعة على النهر ان طائرتين قصفتا صفاً من المنازل قرب المخبز قبل الفجر وإن "
    "رجال الانقاذ كانوا يرفعون الركام بأيديهم حين أصابت غارة ثانية الزقاق خلف المدرسة #سوريا"
)
MENU = "\n".join(f"Read also our story number {n} about the market, the harvest and the weather" for n in range(12))


def page(name: str, *texts: str, publisher: str | None = None, published: str | None = None) -> Document:
    return report(name, published, text="\n\n".join(texts), publisher=publisher)


def test_a_later_text_in_the_same_words_is_a_copy_of_the_earlier() -> None:
    found = copies.find(
        [page("z", STORY, published="2020-01-01"), page("a", STORY + " More soon.", published="2020-01-02")]
    )
    assert found.whole == {"a": "z"}


def test_arabic_spelling_does_not_hide_a_copy() -> None:
    found = copies.find([page("a", ARABIC, published="2020-01-01"), page("b", ARABIC_AGAIN, published="2020-01-02")])
    assert found.whole == {"b": "a"}


def test_other_words_are_no_copy() -> None:
    assert copies.find([page("a", STORY), page("b", OTHER), page("c", ARABIC)]).whole == {}


def test_an_undated_report_is_never_said_to_copy_a_dated_one() -> None:
    assert copies.find([page("a", STORY, published="2020-01-01"), page("b", STORY)]).whole == {"a": "b"}


def test_page_furniture_makes_no_copies() -> None:
    rare = [
        f"Village {n} reported {n} new wells and {n + 3} kilometres of road this season, officials of it said."
        for n in range(6)
    ]
    pages = [page(f"p{n}", MENU, text, publisher="The Daily Page") for n, text in enumerate(rare)]
    assert copies.find(pages).whole == {}


def test_furniture_does_not_hide_a_copy() -> None:
    pages = [page(f"p{n}", MENU, f"{OTHER} {n}"[n * 20 :], publisher="The Daily Page") for n in range(5)]
    pages += [page("p9", MENU, STORY, publisher="The Daily Page"), page("q", STORY, publisher="Elsewhere")]
    assert copies.find(pages).whole.get("q") == "p9"


def test_a_reused_paragraph_is_told_with_its_place() -> None:
    first = page("a", STORY, published="2020-01-01")
    later = page("b", OTHER, STORY, OTHER[::-1], published="2020-01-05")
    ((start, end, earlier),) = copies.find([first, later]).passages["b"]
    assert later.text[start:end] == STORY
    assert earlier == "a"


def test_a_page_that_is_no_report_takes_no_part() -> None:
    wall = Document("w", STORY, condition="login_wall")
    assert copies.find([wall, page("a", STORY)]).whole == {}


@settings(deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(shuffler: random.Random) -> None:
    pages = [
        page("a", STORY, published="2020-01-02"),
        page("b", OTHER),
        page("c", STORY, OTHER),
        page("d", ARABIC),
        page("e", STORY),
    ]
    expected = copies.find(pages)
    shuffled = pages[:]
    shuffler.shuffle(shuffled)
    assert copies.find(shuffled) == expected
