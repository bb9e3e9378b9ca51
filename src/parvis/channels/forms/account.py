"""The one form that connects any channel: its fields are those that the connector declares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from parvis.brands.models import Brand
from parvis.channels.models import Account
from parvis.channels.protocol import Field, Spec

CALLED = "called"
ADDRESS = "address"


class AccountForm(forms.Form):
    """For a new account of `brand`, or for the `account` that there is.

    Secrets go in and never come out: an empty one leaves what is stored as it is.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        spec: Spec,
        brand: Brand,
        account: Account | None = None,
    ) -> None:
        super().__init__(data)
        self.spec, self.brand, self.account = spec, brand, account
        stored = set(account.credentials.values_list("field", flat=True)) if account else set()
        known = _known(account, brand)
        for declared in spec.fields:
            self.fields[declared.name] = _form_field(
                declared,
                initial=known.get(declared.name, "" if account else declared.default),
                stored=declared.name in stored,
            )
        self.fields[CALLED] = forms.CharField(
            label=_("What the team calls it"),
            max_length=120,
            required=False,
            initial=account.name if account else "",
            help_text=_("Left empty, it is called by its address.") if spec.fields else "",
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        others = Account.objects.filter(brand=self.brand, connector=self.spec.id)
        if self.account:
            others = others.exclude(pk=self.account.pk)
        if others.filter(name=self.called).exists():
            self.add_error(CALLED, _("Another channel of this brand is called so."))
        if self.address and others.filter(address=self.address).exists():
            self.add_error(ADDRESS, _("This address is connected already."))
        return data

    @property
    def called(self) -> str:
        called = self.cleaned_data.get(CALLED, "").strip()
        return called or self.address or _(self.spec.label)

    @property
    def address(self) -> str:
        return str(self.cleaned_data.get(ADDRESS, "")).strip().lower()

    @property
    def account_settings(self) -> dict[str, str]:
        """What may be read again, as text; the address is kept with the account."""
        return {
            declared.name: _as_text(self.cleaned_data.get(declared.name))
            for declared in self.spec.fields
            if not declared.secret and declared.name != ADDRESS
        }

    @property
    def secrets(self) -> dict[str, str]:
        """Only those that were typed."""
        typed = {
            declared.name: _as_text(self.cleaned_data.get(declared.name))
            for declared in self.spec.fields
            if declared.secret
        }
        return {name: value for name, value in typed.items() if value}

    def words_of_errors(self) -> list[str]:
        """Each field that was refused, and why."""
        return [f"{bound.label}: {error}" for bound in self for error in bound.errors]

    def draft(self) -> Account:
        """The account as it would be, in no table unless it is there already."""
        return Account(
            pk=self.account.pk if self.account else None,
            brand=self.brand,
            connector=self.spec.id,
            name=self.called,
            address=self.address,
            settings=self.account_settings,
        )


def _known(account: Account | None, brand: Brand) -> Mapping[str, Any]:
    if account is None:
        return {"name": brand.name}
    return {**account.settings, ADDRESS: account.address}


def _form_field(declared: Field, *, initial: str, stored: bool) -> forms.Field:
    words: dict[str, Any] = {
        "label": _(declared.label),
        "help_text": _(declared.help) if declared.help else "",
        "required": declared.required,
        "initial": initial,
    }
    if declared.secret:
        return _secret_field(words, stored=stored)
    if declared.kind == "number":
        return forms.IntegerField(min_value=0, **words)
    if declared.kind == "choice":
        named = [(value, _(label)) for value, label in declared.choices]
        return forms.ChoiceField(choices=named, **words)
    if declared.kind == "email":
        return forms.EmailField(**words)
    return forms.CharField(max_length=500, **words)


def _secret_field(words: dict[str, Any], *, stored: bool) -> forms.Field:
    if stored:
        words |= {"required": False, "help_text": _("It is stored. Left empty, it stays as it is.")}
    widget = forms.PasswordInput({"autocomplete": "new-password"})
    return forms.CharField(strip=False, max_length=2000, widget=widget, **words)


def _as_text(value: object) -> str:
    return "" if value is None else str(value)
