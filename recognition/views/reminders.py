"""Whether one wants to be reminded to nominate."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from recognition.forms.reminders import RemindersForm
from recognition.models import RemindersOff


def reminders(request):
    wants = RemindersOff.objects.wants(request.user)
    form = RemindersForm(request.POST if request.method == "POST" else None, wants=wants)
    if form.is_valid():
        RemindersOff.objects.choose(request.user, wants=form.cleaned_data["wants"])
        messages.success(request, _("Saved."))
        return redirect("recognition:reminders")
    return render(request, "recognition/nominations/reminders.html", {"form": form})
