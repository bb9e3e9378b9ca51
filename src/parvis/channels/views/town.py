"""The imaginary town's own pages: its square, where anybody may speak, and its post office."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from parvis.brands.models import Brand
from parvis.brands.public import PublicRequest, public_page
from parvis.channels.forms import SayForm
from parvis.channels.models import Account
from parvis.channels.queries.town import (
    has_post_office,
    letters_of,
    newest_on_square,
    spoken_by,
    talks_of,
)
from parvis.channels.town import post_on_square
from parvis.kit.clock import now
from parvis.kit.limits import address_of, may_again

TALKS = 30
LETTERS = 20
MOST, WINDOW = 10, timedelta(minutes=5)
NO_NEWS = 204


@require_safe
@public_page
def town(request: PublicRequest) -> HttpResponse:
    """The square. With `?since=` (the newest post that the page shows) only what is new."""
    _must_have_a_town(request.brand)
    newest = newest_on_square(request.brand)
    if request.htmx:
        if request.GET.get("since") == str(newest):
            return HttpResponse(status=NO_NEWS)
        return render(request, "channels/town.html#square", _square(request, newest))
    return _page(request, SayForm(brand=request.brand, initial=_answering(request)))


@require_POST
@public_page
def say(request: PublicRequest) -> HttpResponse:
    _must_have_a_town(request.brand)
    form = SayForm(request.POST, brand=request.brand)
    if not form.is_valid():
        return _page(request, form, status=422)
    who = f"{request.brand.pk}:{address_of(request)}"
    if not may_again("square", who=who, most=MOST, within=WINDOW):
        form.add_error(None, _("The square needs a rest: you have said much. Wait five minutes."))
        return _page(request, form, status=429)
    said = form.cleaned_data
    post_on_square(
        request.brand,
        handle=said["handle"],
        name=said["name"],
        text=said["text"],
        at=now(),
        parent=said["answers"],
    )
    return redirect("channels:town", slug=request.brand.slug)


@require_safe
@public_page
def post_office(request: PublicRequest) -> HttpResponse:
    """The mails that the brand sent, as those would find them to whom they went."""
    _must_have_a_town(request.brand)
    if not has_post_office(request.brand):
        raise Http404
    context = {
        "brand": request.brand,
        "place": "post_office",
        "letters": letters_of(request.brand, limit=LETTERS),
        "has_post_office": True,
        "now": now(),
    }
    return render(request, "channels/post_office.html", context)


def _must_have_a_town(brand: Brand) -> None:
    lives_there = Account.objects.filter(brand=brand, connector="demo").exists()
    if not (settings.DEMO or lives_there):
        raise Http404


def _answering(request: PublicRequest) -> dict[str, object]:
    """`?answers=` a post, `?as=` the one whose author goes on talking."""
    answers = spoken_by(request.brand, _number(request, "answers"))
    speaker = spoken_by(request.brand, _number(request, "as"))
    if answers is None or speaker is None or speaker.by_brand:
        return {}
    return {"answers": answers.pk, "name": speaker.author_name, "handle": speaker.author_handle}


def _number(request: PublicRequest, name: str) -> int:
    asked = request.GET.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else 0


def _square(request: PublicRequest, newest: int) -> dict[str, object]:
    return {
        "brand": request.brand,
        "talks": talks_of(request.brand, limit=TALKS),
        "newest": newest,
        "now": now(),
    }


def _page(request: PublicRequest, form: SayForm, *, status: int = 200) -> HttpResponse:
    context = {
        **_square(request, newest_on_square(request.brand)),
        "place": "square",
        "form": form,
        "has_post_office": has_post_office(request.brand),
    }
    return render(request, "channels/town.html", context, status=status)
