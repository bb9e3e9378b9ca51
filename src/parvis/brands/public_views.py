"""What a brand's own place looks like: its colour, as a stylesheet."""

from __future__ import annotations

from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from parvis.brands.models import Brand
from parvis.kit.colour import brand_stylesheet

FRESH_SECONDS = 3600
"""Pages name the colour in the stylesheet's address, so a new colour is seen at once anyway."""


@require_safe
def stylesheet(request: HttpRequest, slug: str) -> HttpResponseBase:
    brand = get_object_or_404(Brand.objects.only("accent"), slug=slug)
    css = brand_stylesheet(brand.accent)
    etag = quote_etag(sha256(css.encode()).hexdigest()[:16])
    response = HttpResponse(css, content_type="text/css; charset=utf-8", headers={"ETag": etag})
    patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    return get_conditional_response(request, etag=etag, response=response) or response
