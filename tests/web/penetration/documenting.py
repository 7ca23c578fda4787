"""docs/安全.md out of the table of attempts; test_penetration.py compares, and writes it where WRITE_DOCS is set."""

from pathlib import Path

from .attempts import ATTEMPTS, TOPICS

PATH = Path(__file__).parents[3] / "docs" / "安全.md"

_HEAD = """# 网页的安全：试过什么、挡住什么

这张表由测试生成（`tests/web/penetration`），每一行是一项测试：按“怎么试”去做，结果必须是“必须怎样”，有一次挡不住测试就不过。
自己试一遍，最后一行写着试了多少次、挡住多少次：

```
python -m pytest tests/web/penetration -q
```

各角色能打开哪些网页、看哪个单位，另有测试把每个网页、每个角色、每个单位都走一遍（`tests/web/test_permissions.py`）；
慢连接、超大请求、连接数见 `tests/web/test_slow_clients.py`。网页怎么放到 https 后面见[网页服务](网页服务.md)。
"""


def document():
    """Return the document."""
    lines = [_HEAD]
    for letter, topic in TOPICS.items():
        lines += [f"## {topic}\n", "| 编号 | 怎么试 | 必须怎样 |", "|---|---|---|"]
        lines += [f"| {one.id} | {one.tried} | {one.must} |" for one in ATTEMPTS.values() if one.id[0] == letter]
        lines.append("")
    return "\n".join(lines)
