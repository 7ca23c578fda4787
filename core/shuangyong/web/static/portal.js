// What script adds to pages that work without it: charts of tables, parts that update in place, a second click held off.
"use strict";
(() => {
  const COLOURS = ["#1d4f8b", "#b3872f", "#1e6b3c", "#a61c1c", "#6b5b95", "#2a8c8c", "#7a8794", "#c2703d", "#4f7cac", "#8a5a00"];
  const LAST_YEAR = "#b4bec9";
  const FONT = '"Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif';
  const MYRIAD = 10000;
  const LINES = 280, BAR = 16, GAP = 14, ROOM = 72; // pixels, by which a chart's height is told

  // Charts. <figure class="chart" data-table="ID" data-form="bar|line"> draws the table of that id: a series for each
  // header cell with data-series (data-last: grey), a point for each row of the body but classes "total" and "apart". Numbers come
  // from <data value="…"> in the cells, so that chart and table cannot differ; a cell without one is a gap, never 0.
  // With data-across the columns are the points, and the rows are the series. A click goes where the cell's link goes.
  function draw(figure) {
    const table = document.getElementById(figure.dataset.table);
    if (!window.echarts || !table || window.echarts.getInstanceByDom(figure)) return;
    const { names, series } = read(table, "across" in figure.dataset, Number(figure.dataset.most || 40));
    if (!names.length || !series.length) return;
    const lines = figure.dataset.form === "line";
    const height = lines ? LINES : names.length * (series.length * BAR + GAP) + ROOM;
    figure.style.height = `${height}px`;
    const chart = window.echarts.init(figure);
    chart.setOption(options(names, series, lines, figure.dataset.unit || ""));
    chart.on("click", (at) => {
      const link = series[at.seriesIndex].cells[at.dataIndex].querySelector("a[href]");
      if (link) window.location.assign(link.href);
    });
    new ResizeObserver(() => chart.isDisposed() || chart.resize()).observe(figure);
  }

  function read(table, across, most) {
    const heads = [...[...table.tHead.rows].pop().cells];
    const columns = heads.map((head, at) => ({ head, at })).filter(({ head }) => "series" in head.dataset);
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => !row.matches(".total, .apart"));
    const words = (cell) => cell.dataset.series || cell.textContent.trim();
    if (across) {
      const series = rows.slice(0, COLOURS.length).map((row) => ({ name: words(row.cells[0]), cells: columns.map(({ at }) => row.cells[at]) }));
      return { names: columns.map(({ head }) => words(head)), series };
    }
    const shown = rows.slice(0, most);
    const series = columns.slice(0, COLOURS.length).map(({ head, at }) => ({ name: words(head), last: "last" in head.dataset, cells: shown.map((row) => row.cells[at]) }));
    return { names: shown.map((row) => words(row.cells[0])), series };
  }

  function options(names, series, lines, unit) {
    const told = (value) => (value === null || value === undefined || value === "-" ? "—" : `${Number(value).toLocaleString("zh-CN", { maximumFractionDigits: 4 })}${unit}`);
    const axis = { type: "category", data: names, axisTick: { show: false }, inverse: !lines };
    const amounts = { type: "value", name: unit, nameTextStyle: { color: "#5c6570" }, splitLine: { lineStyle: { color: "#e6e9ed" } }, splitNumber: 4 };
    amounts.axisLabel = { hideOverlap: true, formatter: (value) => (Math.abs(value) < MYRIAD ? value.toLocaleString("zh-CN") : `${value / MYRIAD}万`) };
    axis.axisLabel = lines ? {} : { width: 110, overflow: "truncate" };
    return {
      animation: false, // the same picture at once, on paper too
      color: COLOURS,
      textStyle: { fontFamily: FONT },
      // Tooltips are drawn: those made of HTML bear style attributes, which the pages' policy forbids.
      tooltip: { trigger: "axis", renderMode: "richText", confine: true, axisPointer: { type: lines ? "line" : "shadow" }, valueFormatter: told },
      legend: { show: series.length > 1, type: "scroll", top: 0 },
      grid: { left: 8, right: 28, top: series.length > 1 ? 40 : 28, bottom: 8, outerBoundsMode: "same" },
      [lines ? "xAxis" : "yAxis"]: axis,
      [lines ? "yAxis" : "xAxis"]: amounts,
      series: series.map((one) => ({
        name: one.name,
        type: lines ? "line" : "bar",
        barMaxWidth: BAR,
        symbolSize: 7,
        data: one.cells.map((cell) => amount(cell)),
        ...(one.last ? { color: LAST_YEAR, lineStyle: { color: LAST_YEAR, type: "dashed" } } : {}),
      })),
    };
  }

  function amount(cell) {
    const data = cell && cell.querySelector("data");
    return data ? Number(data.value) : null;
  }

  function charts(root) {
    const found = [...root.querySelectorAll("figure.chart[data-table]")];
    (root.matches && root.matches("figure.chart[data-table]") ? [root, ...found] : found).forEach(draw);
  }

  // Parts that htmx brings in are treated as the page was; what is taken out gives its memory back.
  document.addEventListener("htmx:load", (event) => charts(event.detail.elt));
  document.addEventListener("htmx:beforeCleanupElement", (event) => {
    const chart = window.echarts && event.detail.elt.matches("figure.chart") && window.echarts.getInstanceByDom(event.detail.elt);
    if (chart) chart.dispose();
  });
  // What comes back for an earlier question would undo what was typed or ticked since: it is no longer waited for.
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[hx-get]");
    if (form && window.htmx) window.htmx.trigger(form, "htmx:abort");
  });
  // Who is no longer signed in, and what went wrong, is told by a whole page and not by a part of one.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const there = new URL(event.detail.xhr.responseURL || window.location.href);
    if (there.pathname !== "/login") return;
    event.detail.shouldSwap = false;
    window.location.reload();
  });
  document.addEventListener("htmx:responseError", (event) => {
    const { requestConfig, pathInfo } = event.detail;
    if (requestConfig.verb === "get") window.location.assign(pathInfo.finalRequestPath || pathInfo.requestPath);
  });

  // Files that were chosen are listed with their sizes below the field.
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || field.type !== "file") return;
    let list = field.nextElementSibling;
    if (!list || !list.matches("ul.chosen")) {
      list = document.createElement("ul");
      list.className = "chosen plain small";
      field.after(list);
    }
    list.replaceChildren(...[...field.files].map((file) => {
      const line = document.createElement("li");
      line.textContent = `${file.name}（${Math.max(1, Math.round(file.size / 1024)).toLocaleString("zh-CN")} KB）`;
      return line;
    }));
  });

  // A form that acts is sent once: its buttons rest until the answer is there, or for a while where it is a download.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if ("sent" in form.dataset) return event.preventDefault();
    form.dataset.sent = "";
    form.setAttribute("aria-busy", "true");
    window.setTimeout(() => rested(form), 8000);
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(rested));

  function rested(form) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  }

  charts(document);
})();
