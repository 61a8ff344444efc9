"""Facts in a text are told; prose that only looks like them is not."""

from __future__ import annotations

import pytest

from tests.unit.helpers import render
from xieshou.content.strays import strays


@pytest.mark.parametrize(
    "text",
    [
        "draft: true",
        "draft：true",
        "Draft: True",
        "draft:true",
        "draft = true",
        "draft:",
        '"draft": true',
        "ｄｒａｆｔ：ｔｒｕｅ",
        "  draft: true",
        "- draft: yes",
        "## draft: true",
        "**draft: true**",
        "<!-- draft: true -->",
        "draft: true # 周一再发",
        "publish-at: 2099-01-01T09:00",
        "publish_at: soon",
        "withdrawnn: true",
        "embargo: 2099-01-01",
        "发布时间：2099年1月1日",
        "撤回: 是",
        "撤稿: 是",
        "状态：待审",
        "草稿\n\n正文",
        "published: false",
        "status: draft",
        "正文。\n\n又一段。\n\npublish_at: 2099-01-01",
    ],
)
def test_what_was_to_keep_a_text_back_is_told(text: str) -> None:
    assert [one.code for one in strays(text, render(text)[0].blocks, "x.zh.md", 1)] == ["fact-keeps-back"]


@pytest.mark.parametrize(
    "text",
    [
        "摘要：双方签署备忘录。\n\n正文。",
        "Note: this is a note.",
        "Draft: the first version was made in 2020.",
        "作者：张三",
        "日期：2023年11月8日\n地点：长治\n\n正文。",
        "发布时间：2023-11-08 来源：长治日报",
        "状态：已完成",
        "Status: completed",
        "正文。\n\n" * 9 + "- Status: draft",
        "来源：长治日报\n\n---\n\n正文。",
        "`draft: true`",
        "```yaml\ndraft: true\n```",
        "draft\\: true",
        "草稿由三方起草。",
        "撤回：一次失败的尝试",
        "Projects:\n\n- A lab\n- A park",
        "events:\n\nThe first.",
    ],
)
def test_prose_is_left_alone(text: str) -> None:
    assert [one.code for one in strays(text, render(text)[0].blocks, "x.zh.md", 1)] == []
