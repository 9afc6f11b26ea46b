"""Paths of nominating, for everyone."""

from django.urls import path

from recognition.views import attachments, cosigns, nominations, own, reminders

urlpatterns = [
    path("nominate/", nominations.nominate_home, name="nominate-home"),
    path("nominate/reminders/", reminders.reminders, name="reminders"),
    path("<year:year>/nominate/", nominations.nomination_new, name="nomination-new"),
    path("<year:year>/nominate/<uuid:key>/", nominations.nomination_edit, name="nomination-edit"),
    path(
        "<year:year>/nominate/<uuid:key>/save/",
        nominations.nomination_save,
        name="nomination-save",
    ),
    path(
        "<year:year>/nominate/<uuid:key>/sent/",
        nominations.nomination_sent,
        name="nomination-sent",
    ),
    path(
        "<year:year>/nominate/<uuid:key>/withdraw/",
        own.nomination_withdraw,
        name="nomination-withdraw",
    ),
    path(
        "<year:year>/nominate/<uuid:key>/attachments/",
        attachments.attachment_new,
        name="attachment-new",
    ),
    path("<year:year>/nominees/", nominations.nominee_search, name="nominee-search"),
    path("<year:year>/nominations/mine/", own.my_nominations, name="my-nominations"),
    path("<year:year>/nominations/teams/", cosigns.cosign_list, name="cosign-list"),
    path(
        "<year:year>/nominations/<uuid:key>/cosign/",
        cosigns.nomination_cosign,
        name="nomination-cosign",
    ),
    path(
        "<year:year>/nominations/<uuid:key>/uncosign/",
        cosigns.nomination_uncosign,
        name="nomination-uncosign",
    ),
    path(
        "<year:year>/attachments/<uuid:key>/",
        attachments.attachment_detail,
        name="attachment-detail",
    ),
    path(
        "<year:year>/attachments/<uuid:key>/small/",
        attachments.attachment_small,
        name="attachment-small",
    ),
    path(
        "<year:year>/attachments/<uuid:key>/delete/",
        attachments.attachment_delete,
        name="attachment-delete",
    ),
]
