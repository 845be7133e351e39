"""A second honest way to ask: some gateways refuse the habits of robots, not their names."""

from __future__ import annotations


def plainer_headers(user_agent: str) -> dict[str, str]:
    """The same name in the shape that programs without robots' habits use."""
    return {
        "Accept-Encoding": "identity",
        "User-Agent": user_agent.replace("compatible; ", ""),
        "Accept-Language": "zh-CN,zh;q=0.9",
        "Upgrade-Insecure-Requests": "1",
    }
