"""Finding the brand that a page is about, among those of the user."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from parvis.brands.access import Access, TeamRequest
from parvis.brands.models import Brand, Role


def brand_called(slug: str, *, access: Access, role: Role) -> Brand:
    """Raises `Http404` for a stranger, `PermissionDenied` when their role is too low."""
    brand = get_object_or_404(Brand, slug=slug, pk__in=access.brand_ids())
    access.require(brand.pk, role)
    return brand


def brand_asked_for(request: TeamRequest, *, role: Role) -> Brand:
    """The brand in `?brand=`, or the first in which the user may act as `role`."""
    slug = request.GET.get("brand", "")
    if slug:
        return brand_called(slug, access=request.access, role=role)
    brand = Brand.objects.filter(pk__in=request.access.brand_ids(role)).first()
    if brand is None:
        raise Http404
    return brand
