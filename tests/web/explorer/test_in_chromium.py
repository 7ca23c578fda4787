"""The explorer in a browser: charts under the pages' policy, parts that update in place, nothing that needs script."""

import contextlib

import pytest
from playwright.sync_api import Error as BrowserError

from ..conftest import settled
from .conftest import YEAR

pytestmark = pytest.mark.slow

#: How many pixels of a chart are not empty; a chart that was not drawn has no canvas.
INKED = """() => [...document.querySelectorAll("figure.chart")].map((figure) => {
  const canvas = figure.querySelector("canvas");
  if (!canvas) return 0;
  const copy = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
  const pen = copy.getContext("2d", { willReadFrequently: true });
  pen.drawImage(canvas, 0, 0);
  const pixels = pen.getImageData(0, 0, copy.width, copy.height).data;
  let inked = 0;
  for (let at = 3; at < pixels.length; at += 4) inked += pixels[at] > 0;
  return inked;
})"""


def test_charts_are_drawn_and_told_of(window, address):
    page = window("officer")
    violations = []
    page.expose_function("violated", lambda name: violations.append(name))
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', (event) => window.violated(event.violatedDirective))"
    )
    page.goto(f"{address}/explore?m=core.activity.count&m=core.activity.spending&rows=month&year={YEAR}")
    page.wait_for_selector("figure.chart canvas")
    before = page.evaluate(INKED)
    assert len(before) == 2
    assert min(before) > 2_000
    figure = page.locator("figure.chart").first
    assert figure.get_attribute("aria-label").startswith("双拥活动·次数按月份的图")
    figure.scroll_into_view_if_needed()
    box = figure.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_function(f"({INKED})()[0] > {before[0]} + 500", polling=200)  # the tooltip is drawn too
    page.goto(f"{address}/explore?m=core.activity.count&rows=unit&columns=quarter&year={YEAR}")
    page.wait_for_selector("figure.chart canvas")
    page.goto(f"{address}/explore/trend")
    page.wait_for_selector("figure.chart canvas")
    assert not violations


def test_a_click_in_a_chart_leads_down(window, address):
    page = window("officer")
    page.goto(f"{address}/explore?m=core.activity.count&rows=unit&year={YEAR}")
    figure = page.locator("figure.chart").first
    page.wait_for_selector("figure.chart canvas")
    figure.scroll_into_view_if_needed()
    box = figure.bounding_box()
    # A bar begins beside the names; the first group's stands below the legend. Over a bar the cursor becomes a hand.
    over_a_bar = "figure => [...figure.querySelectorAll('*')].some(part => part.style.cursor === 'pointer')"
    for down in range(45, 90, 4):
        page.mouse.move(box["x"] + 200, box["y"] + down)
        if figure.evaluate(over_a_bar):
            break
    page.mouse.down()
    page.mouse.up()
    page.wait_for_url("**/explore/figure?figure=core.activity.count*")
    assert "的出处" in settled(page).inner_text("h1")


def test_a_choice_updates_the_tables_in_place(window, address):
    page = window("officer")
    page.goto(f"{address}/explore?m=core.activity.count&rows=sector&year={YEAR}")
    page.evaluate("window.same = true")
    page.get_by_label("表的行").select_option("month")
    page.wait_for_selector("#found th:text('月份')")
    page.wait_for_selector("#found figure.chart canvas")
    assert "rows=month" in page.url
    page.get_by_label("找指标").press_sequentially("征兵 人数", delay=20)
    page.wait_for_selector("#measures details[open]")
    page.locator("[id='m-hospital.recruit_exam.examined']").check()
    page.wait_for_selector("#found h2:text('征兵体检·体检人数')")
    assert page.evaluate("window.same") is True
    assert page.get_by_label("找指标").input_value() == "征兵 人数"
    page.wait_for_function("document.querySelectorAll('#found figure.chart canvas').length === 2")
    page.go_back()
    page.wait_for_selector("#found th:text('月份')")


def test_a_tick_outlives_the_answer_to_what_was_asked_before(window, address):
    page = window("officer")
    page.goto(f"{address}/explore?m=core.activity.count&rows=sector&year={YEAR}")
    page.wait_for_selector("#found figure.chart canvas")
    page.get_by_label("找指标").fill("征兵")
    page.wait_for_selector("#measures details[open]")
    held = []
    page.route(lambda url: "rows=month" in url and "recruit_exam" not in url, lambda route: held.append(route))
    with page.expect_request("**/explore?*rows=month*"):
        page.get_by_label("表的行").select_option("month")
    page.locator("[id='m-hospital.recruit_exam.examined']").check()
    with contextlib.suppress(BrowserError):  # nobody waits for it any more
        held[0].continue_()
    page.wait_for_selector("#found h2:text('征兵体检·体检人数')")
    assert page.locator("#found th:text('月份')").count() == 2


def test_whoever_was_signed_out_comes_to_sign_in(window, address):
    page = window("officer")
    page.goto(f"{address}/explore")
    page.context.clear_cookies()
    page.get_by_label("表的行").select_option("month")
    page.wait_for_url(lambda url: "/login" in url)


@pytest.mark.parametrize("size", [{}, {"viewport": {"width": 375, "height": 740}}], ids=["desk", "phone"])
def test_it_works_without_script(window, address, size):
    page = window("reader", java_script_enabled=False, **size)
    page.get_by_role("link", name="汇总", exact=True).click()
    page.get_by_label("表的行").select_option("unit")
    page.get_by_role("button", name="查询").click()
    assert "rows=unit" in page.url
    page.get_by_role("row").filter(has_text="合计").first.get_by_role("link").first.click()
    page.get_by_role("row").filter(has_text="乙医院").first.get_by_role("link").first.click()
    assert "单元格" in settled(page).inner_text("main")
