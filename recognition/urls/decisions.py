"""Paths of deciding an award."""

from django.urls import path

from recognition.views import chairing, decisions

AN_AWARD = "<year:year>/awards/<uuid:key>/"

urlpatterns = [
    path(AN_AWARD, decisions.award_detail, name="award-detail"),
    path(AN_AWARD + "chair-vote/", chairing.chair_vote, name="chair-vote"),
    path(AN_AWARD + "chair-vote/ask/", chairing.chair_ask, name="chair-ask"),
    path(AN_AWARD + "decide/", decisions.decision_new, name="decision-new"),
    path(
        AN_AWARD + "decisions/<int:number>/reopen/",
        decisions.decision_reopen,
        name="decision-reopen",
    ),
    path(
        AN_AWARD + "files/<uuid:file>/shortlist/", decisions.file_shortlist, name="file-shortlist"
    ),
    path(AN_AWARD + "files/<uuid:file>/citation/", decisions.citation_edit, name="citation-edit"),
]
