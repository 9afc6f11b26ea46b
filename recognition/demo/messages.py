"""Messages in the order of their moments, which is not the one in which the demo makes them."""

from django.db import transaction

from csweek.notices.models import Mail, Notice


@transaction.atomic
def put_in_order() -> None:
    """Each list of messages goes by number: the earliest message gets the smallest one."""
    notices = list(Notice.objects.order_by("made_at", "pk"))
    mails = list(Mail.objects.order_by("pk"))
    numbers = sorted(each.pk for each in notices)
    renumbered = {each.pk: number for each, number in zip(notices, numbers, strict=True)}
    Notice.objects.all().delete()
    for each in notices:
        each.pk = renumbered[each.pk]
    for each in mails:
        each.notice_id = renumbered[each.notice_id]
    Notice.objects.bulk_create(notices, batch_size=500)
    Mail.objects.bulk_create(mails, batch_size=500)
