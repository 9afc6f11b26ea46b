"""The accounts of the demo, which its sign-in page offers. Nothing here opens a real one."""

from django.utils.translation import gettext_lazy as _

PASSWORD = "customer-service-week"
ACCOUNTS = (
    (_("Organizer"), "organizer@example.org"),
    (_("Manager"), "manager@example.org"),
    (_("Judge"), "judge@example.org"),
    (_("Staff"), "staff@example.org"),
    (_("Administrator"), "ines.carvalho@example.org"),
)
