"""One's own messages: the list, opening one, marking all as read. Looking writes nothing."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from csweek.notices.forms import SeeAllForm
from csweek.notices.models import Notice
from csweek.notices.words import in_words

PER_PAGE = 25


@require_safe
def notice_list(request):
    own = Notice.objects.of(request.user)
    page = Paginator(own, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": in_words(page.object_list),
        "newest": own.values_list("pk", flat=True).first(),
    }
    return render(request, "notices/list.html", context)


@require_POST
def notice_open(request, pk):
    own = Notice.objects.of(request.user)
    notice = get_object_or_404(own, pk=pk)
    own.filter(pk=pk).see()
    paths = [message.path for _notice, message in in_words([notice])]
    return redirect(paths[0] if any(paths) else "notices:notice-list")


@require_POST
def notice_see_all(request):
    form = SeeAllForm(request.POST)
    if form.is_valid():
        Notice.objects.of(request.user).filter(pk__lte=form.cleaned_data["newest"]).see()
    return redirect("notices:notice-list")
