"""Who may log in to the demo: role, e-mail, password. They open nothing but the demo."""

from parvis.config.demo.brand import TEAM

PASSWORD = "il-pleut-tant-mieux"  # noqa: S105 - printed on the demo's own login page

LOGINS: tuple[tuple[str, str, str], ...] = tuple(
    (colleague.role, colleague.email, PASSWORD) for colleague in TEAM
)
