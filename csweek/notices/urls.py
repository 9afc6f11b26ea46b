"""Paths of messages."""

from django.urls import path

from csweek.notices.views import mails, notices, off

app_name = "notices"
urlpatterns = [
    path("", notices.notice_list, name="notice-list"),
    path("read/", notices.notice_see_all, name="notice-see-all"),
    path("<int:pk>/open/", notices.notice_open, name="notice-open"),
    path("kept/", mails.mail_list, name="mail-list"),
    path("kept/send/", mails.mail_send_kept, name="mail-send-kept"),
    path("kept/<int:pk>/", mails.mail_detail, name="mail-detail"),
    path("off/<str:token>/", off.mails_off, name="mails-off"),
]
