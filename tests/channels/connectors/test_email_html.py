"""HTML mails become text that reads as they look."""

from __future__ import annotations

import time

import pytest

from parvis.channels.connectors.email.html_words import words_of_html


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>One</p><p>Two<br>lines</p>", "One\n\nTwo\nlines"),
        ("<div>One</div><div><br></div><div>Two</div>", "One\n\nTwo"),
        ("a <b>bold</b>   word\n and&nbsp;more", "a bold word and more"),
        ("5 &lt; 6 &amp;&#233;&eacute; &#x1F600;", "5 < 6 &éé 😀"),
        ("<ul><li>one<li>two</ul>", "- one\n- two"),
        ("<table><tr><td>Order</td><td>12</td></tr><tr><td>Sum</td></tr></table>", "Order 12\nSum"),
        ('see <a href="https://shop.test/12">my order</a>', "see my order <https://shop.test/12>"),
        ('<a href="https://shop.test/">https://shop.test</a>', "https://shop.test"),
        ('<a href="mailto:a@b.test">a@b.test</a>', "a@b.test"),
        ('<a href="javascript:alert(1)">click</a>', "click"),
        ("<style>p{}</style><script>if(a<b)x()</script><title>T</title>Hi", "Hi"),
        ("<!-- <p>hidden</p> -->shown<!--[if mso]>x<![endif]-->", "shown"),
        (
            "new<blockquote>old<blockquote>older</blockquote></blockquote>",
            "new\n\n> old\n>\n>> older",
        ),
        ("<pre>a  b\n  c</pre>", "a  b\n  c"),
        ("Hi<hr>bye", "Hi\n----------\nbye"),
        ('<p title="a > b">quoted bracket</p>', "quoted bracket"),
        ("<p title='stray>text</p>", "text"),
        ("1 < 2 and <unclosed", "1 < 2 and <unclosed"),
        ("<style>never closed <p>still read", "never closed\n\nstill read"),
    ],
)
def test_the_words_keep_their_shape(source: str, words: str) -> None:
    assert words_of_html(source) == words


@pytest.mark.parametrize(
    "hostile",
    [
        "<a" * 300_000,
        "<a " + "x='" * 200_000,
        "<!--" * 200_000,
        "<style>" * 100_000,
        "<blockquote>" * 80_000,
        "</a>" * 200_000,
        "<a href=x>y" * 80_000,
        "&" * 500_000,
        "&#" + "9" * 500_000 + ";",
        "<pre>" + "\n" * 500_000,
        " " * 1_000_000,
    ],
    ids=lambda source: source[:12],
)
def test_no_html_takes_long(hostile: str) -> None:
    started = time.process_time()
    words_of_html(hostile)
    assert time.process_time() - started < 5
