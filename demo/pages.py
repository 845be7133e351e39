"""Renders one site of the demo to files: html pages from the templates, pictures, styles, scripts, attachments.

Without seeds every page is meant to pass every check. The same plan, day and port give the same bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from demo import documents, files, wording
from demo.desk import build_desk, desk_columns
from demo.layouts import LAYOUTS, relative
from demo.plan import FOLDER, ColumnPlan, PagePlan, SinglePlan, SitePlan
from demo.tags import column_tags, site_tags

_FORMS = re.compile(r'<form action="([^"]+)"')
#: Other hosts that footers point to. All are answered by the demo's own name server and web server.
EXTERNAL = "external.yunling-demo.org"
OUTSIDE = {
    "external": EXTERNAL,
    "zhaocuo": "zfwzzc.www.gov.cn",
    "conac": "bszs.conac.cn",
    "miit": "beian.miit.gov.cn",
    "police": "beian.mps.gov.cn",
    "portal": "www.yunling-demo.gov.cn",
    "weibo": "weibo.com",
}
_SITEMAP = "wzdt"
_ASSETS = re.compile(r'(?:src|href|background)="([^"]+\.(?:png|css|js))"', re.IGNORECASE)
#: What every page's script holds: the notice that a link leads to a site that is no government's.
_SCRIPT = (
    "function createPageHTML() {{}}\n"
    "function leave() {{ return confirm('您访问的链接即将离开“{}”门户网站，是否继续？'); }}\n"
)
_COLOURS = {"trs": (170, 30, 30), "dahan": (30, 90, 170), "boda": (30, 140, 120), "ucap": (40, 120, 50)}


@dataclass(frozen=True, slots=True)
class Item:
    """One article: where it is and what a list shows of it."""

    column: ColumnPlan
    number: int
    path: str
    title: str
    date: date

    @property
    def day(self) -> str:
        """The publish day as 2026-11-23."""
        return self.date.isoformat()

    @property
    def chinese_day(self) -> str:
        """The publish day as 2026年11月23日."""
        return f"{self.date.year}年{self.date.month:02d}月{self.date.day:02d}日"


@dataclass(slots=True)
class SiteBuilder:
    """Builds one site for a day and a port. `files` maps paths to bytes once `build` has run."""

    plan: SitePlan
    today: date
    port: int
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def root(self) -> str:
        """Scheme, host and port of the site."""
        return f"http://{self.plan.host}:{self.port}"

    def build(self) -> dict[str, bytes]:
        """Render everything; returns path → bytes."""
        self._home()
        for column in self.plan.columns:
            self._column(column)
        for single in self.plan.singles:
            self._single(single)
        for path, name in self.plan.branches:
            self._branch(path, name)
        for page in self.plan.pages:
            self._page(page)
        build_desk(self)
        self._sitemap()
        self._assets()
        self._search()
        if self.plan.robots:
            self.files["/robots.txt"] = self.plan.robots.encode()
        return self.files

    def items(self, column: ColumnPlan) -> list[Item]:
        """The articles of a column, newest first. Columns use different stretches of the wording."""
        offset = self.plan.columns.index(column) * 17 + len(self.plan.name)
        article = LAYOUTS[self.plan.layout].article
        found = []
        for number in range(1, column.count + 1):
            day = column.day(number, self.today)
            title = documents.title(self.plan, column, number)
            title = title or wording.title(column.category, self.plan.topics, offset + number)
            found.append(Item(column, number, article(column.id, number, day), title, day))
        return found

    def column_paths(self, column: ColumnPlan) -> list[str]:
        """Paths of a column's list pages, first page first."""
        layout = LAYOUTS[self.plan.layout]
        pages = max(1, -(-column.count // layout.page_size))
        return [layout.column(column.id, page, pages) for page in range(1, pages + 1)]

    def resolve(self, reference: str) -> str:
        """Path of `zwyw` (a column), `zwyw@2` (its second list page), `zwyw#3` (its third article), or of a path.

        A suffix after a blank is added to the article's address without its ending: `zwyw#6 _1.png`.
        """
        name, _, suffix = reference.partition(" ")
        if name.startswith("/"):
            return name
        column, mark, number = re.fullmatch(r"([^@#]+)([@#]?)(\d*)", name).groups()  # type: ignore[union-attr]
        if mark == "#":
            path = self.items(self.plan.column(column))[int(number) - 1].path
            return path.rsplit(".", 1)[0] + suffix if suffix else path
        return self.column_paths(self.plan.column(column))[int(number or 1) - 1]

    def filled(self, text: str) -> str:
        """`text` with its marks filled in.

        `{port}`; `{page:…}` the path of a page, `{body:…}` its paragraphs, `{number:…}` its number; `{day:9}` nine
        days ago; `{year:1}` last year.
        """
        text = text.replace("{port}", str(self.port))
        text = re.sub(r"\{page:([^}]+)\}", lambda found: self.resolve(found[1]), text)
        text = re.sub(r"\{body:([^}]+)\}", lambda found: self._body(self.resolve(found[1])), text)
        text = re.sub(r"\{number:([^}#]+)#(\d+)\}", lambda found: self._number(found[1], int(found[2])), text)
        text = re.sub(r"\{year:(\d+)\}", lambda found: str(self.today.year - int(found[1])), text)
        return re.sub(r"\{day:(\d+)\}", lambda found: str(self.today - timedelta(days=int(found[1]))), text)

    def _number(self, column: str, number: int) -> str:
        return documents.number(self.items(self.plan.column(column))[number - 1])

    def _body(self, path: str) -> str:
        """The paragraphs of a built page."""
        return "".join(re.findall(r"<p>　　.*?</p>", self.files[path].decode(self.plan.charset)))

    def single_path(self, single_id: str) -> str:
        """Path of a page that stands alone."""
        return LAYOUTS[self.plan.layout].single(single_id)

    def _home(self) -> None:
        columns = [column for column in self.plan.columns if "/" not in column.id]
        branches = [(name, f"/{path}/") for path, name in self.plan.branches]
        title = self.plan.name if self.plan.layout == "dahan" else f"{self.plan.name}网站首页"
        self.render(
            "home",
            "/",
            title,
            site_tags(self.plan),
            sections=self._sections(columns),
            branches=branches,
            more="乡镇之窗",
        )

    def _branch(self, path: str, name: str) -> None:
        columns = [column for column in self.plan.columns if column.id.startswith(path)]
        tags = site_tags(self.plan) + column_tags(name, "乡镇之窗")
        more = [(one.name, self.single_path(one.id)) for one in self.plan.singles if one.id.startswith(path)]
        more += [(column.name, self.column_paths(column)[0]) for column in columns if column.notice]
        title = f"{name}_{self.plan.name}"
        self.render(
            "home", f"/{path}/", title, tags, sections=self._sections(columns), branches=more, more=f"走进{name}"
        )

    def _sections(self, columns: list[ColumnPlan]) -> list[dict[str, object]]:
        shown = [column for column in columns if not column.notice]
        return [
            {"name": column.name, "path": self.column_paths(column)[0], "entries": self.items(column)[:6]}
            for column in shown
        ]

    def _column(self, column: ColumnPlan) -> None:
        items, paths = self.items(column), self.column_paths(column)
        size = LAYOUTS[self.plan.layout].page_size
        tags = site_tags(self.plan) + column_tags(column.name, column.category.value)
        for index, path in enumerate(paths):
            following = paths[index + 1] if index + 1 < len(paths) else ""
            shown = [] if column.notice else items[index * size : (index + 1) * size]
            self.render(
                "list", path, column.name, tags, column=column.name, entries=shown, pages=paths, number=index + 1,
                following=following, notice=column.notice,
            )  # fmt: skip
        for item in () if column.notice else items:
            self._article(item, paths[0])

    def _article(self, item: Item, parent: str) -> None:
        column = item.column
        attachments, pictures = self._attachments(item), self._pictures(item)
        published = f"{item.day} {8 + item.number % 9:02d}:{item.number * 7 % 60:02d}"
        source = column.unit or self.plan.unit
        tags = site_tags(self.plan) + column_tags(column.name, column.category.value)
        tags += [("ArticleTitle", item.title), ("PubDate", published), ("ContentSource", source)]
        self.render(
            "article", item.path, item.title, tags, heading=item.title, column=column.name, parent=parent,
            published=published, source=source, attachments=attachments, pictures=pictures,
            paragraphs=documents.paragraphs(self.plan, item) or wording.paragraphs(self.plan.topics, item.number),
            document=documents.header(self.plan, item), related=self._related(item),
        )  # fmt: skip

    def _related(self, item: Item) -> dict[str, str]:
        """The document that an article explains, or the article that explains a document."""
        found = documents.partner(self.plan, item.column, item.number)
        if found is None:
            return {}
        other = self.items(found[0])[found[1] - 1]
        return {"name": "政策解读" if item.column.number else "政策原文", "title": other.title, "path": other.path}

    def _attachments(self, item: Item) -> list[dict[str, str]]:
        if item.column.number:
            return [self._attachment(item, kind) for kind in ("docx", "pdf")]
        return [] if item.number % 4 else [self._attachment(item, ("docx", "xlsx", "pdf")[item.number // 4 % 3])]

    def _attachment(self, item: Item, kind: str) -> dict[str, str]:
        stem = item.path.rsplit(".", 1)[0]
        made = {
            "docx": partial(files.docx, item.title),
            "xlsx": partial(files.xlsx, [["序号", "事项"], ["1", item.title]]),
            "pdf": partial(files.pdf, f"Yunling {item.day} No. {item.number}"),
        }
        self.files[f"{stem}.{kind}"] = made[kind]()
        return {"path": f"{stem}.{kind}", "name": f"{item.title}.{kind}"}

    def _pictures(self, item: Item) -> list[dict[str, str]]:
        if item.number % 5 != 1:
            return []
        path = item.path.rsplit(".", 1)[0] + "_1.png"
        self.files[path] = files.png(48 + item.number, 32, (item.number * 5 % 256, 120, 160))
        return [{"path": path, "alt": f"{item.title}现场图片"}]

    def _single(self, single: SinglePlan) -> None:
        tags = site_tags(self.plan) + column_tags(single.name, "单位概况")
        published = f"{self.today.year - 1}-03-12 09:00"
        tags += [("ArticleTitle", single.name), ("PubDate", published), ("ContentSource", self.plan.unit)]
        path = self.single_path(single.id)
        self.render(
            "article", path, single.name, tags, heading=single.name, column=single.name, parent=path,
            published=published, source=self.plan.unit, attachments=(), pictures=(), paragraphs=single.paragraphs,
            document=(), related={},
        )  # fmt: skip

    def _page(self, page: PagePlan) -> None:
        day = min(self.filled(page.published) or str(self.today - timedelta(days=page.days)), str(self.today))
        published = f"{day} 09:00"
        name, html = self.filled(page.name), self.filled(page.html)
        tags = site_tags(self.plan) + column_tags(name, "政府信息公开")
        if not page.column:
            tags += [("ArticleTitle", name), ("PubDate", published), ("ContentSource", self.plan.unit)]
        shown = "" if page.column else published
        self.render("page", f"/{page.id}/", name, tags, heading=name, published=shown, source=self.plan.unit, html=html)

    def _sitemap(self) -> None:
        entries = [{"path": path, "title": name, "day": ""} for name, path in self._navigation()]
        tags = site_tags(self.plan) + column_tags("网站地图", "网站地图")
        sections = [{"name": "网站地图", "path": self.single_path(_SITEMAP), "entries": ()}]
        sections += [{"name": entry["title"], "path": entry["path"], "entries": ()} for entry in entries]
        self.render("home", self.single_path(_SITEMAP), "网站地图", tags, sections=sections, branches=(), more="")

    def _navigation(self) -> list[tuple[str, str]]:
        columns = [(column.name, self.column_paths(column)[0]) for column in self.plan.columns if "/" not in column.id]
        singles = [(single.name, self.single_path(single.id)) for single in self.plan.singles if "/" not in single.id]
        pages = [(self.filled(page.name), f"/{page.id}/") for page in self.plan.pages if page.nav]
        return columns + singles + pages + desk_columns(self.plan)

    def render(self, template: str, path: str, title: str, tags: list[tuple[str, str]], **page: object) -> None:
        """Render one page of the site to its files, with the given tags (name, content)."""
        html = _ENVIRONMENT.get_template(f"{self.plan.layout}/{template}.html").render(
            page={"path": path, "title": title, "meta": tags, **page},
            site=self.plan,
            nav=self._navigation(),
            sitemap=self.single_path(_SITEMAP),
            href=partial(self._href, path),
            **{name: f"http://{host}:{self.port}" for name, host in OUTSIDE.items()},
        )
        self.files[path] = html.encode(self.plan.charset)

    def _href(self, page: str, target: str) -> str:
        links = LAYOUTS[self.plan.layout].links
        if links == "full":
            return self.root + target
        return relative(page, target) if links == "relative" and target != "/" else target

    def _assets(self) -> None:
        colour = _COLOURS.get(self.plan.layout, (120, 120, 120))
        home = self.files["/"].decode(self.plan.charset)
        for reference in sorted(set(_ASSETS.findall(home))):
            path = "/" + reference.removeprefix(self.root).lstrip("./")
            if path.endswith(".png"):
                self.files.setdefault(path, files.png(160, 40, colour))
            elif path.endswith(".css"):
                self.files[path] = b"body { font-size: 16px; line-height: 1.8; }\n"
            else:
                self.files[path] = _SCRIPT.format(self.plan.name).encode(self.plan.charset)

    def _search(self) -> None:
        """What the search box of the layout is sent to; nothing links there."""
        tags = site_tags(self.plan)
        for action in _FORMS.findall(self.files["/"].decode(self.plan.charset)):
            path = "/" + action.removeprefix(self.root).lstrip("./")
            found = [{"name": "搜索结果：通知", "path": path, "entries": self._found("通知")}]
            self.render("home", path, "站内搜索", tags, sections=found, branches=(), more="")

    def _found(self, word: str) -> list[Item]:
        """The ten oldest articles with a word in their title."""
        shown = [column for column in self.plan.columns if not column.notice]
        return [item for column in shown for item in self.items(column) if word in item.title][-10:]


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )


_ENVIRONMENT: Any = _environment()
