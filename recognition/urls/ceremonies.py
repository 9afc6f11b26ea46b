"""Paths of Friday: run sheet, certificates, ceremony, winners."""

from django.urls import path

from recognition.views import ceremonies, certificates, papers, winners

CERTIFICATES = "<year:year>/awards/certificates/"
A_CEREMONY = "<year:year>/ceremonies/<uuid:key>/"

urlpatterns = [
    path(CERTIFICATES, certificates.certificates, name="certificates"),
    path(CERTIFICATES + "pdf/", certificates.certificates_pdf, name="certificates-pdf"),
    path(CERTIFICATES + "part/", certificates.certificates_part, name="certificates-part"),
    path("<year:year>/awards/run-sheet/", papers.run_sheet, name="run-sheet"),
    path("<year:year>/awards/run-sheet/pdf/", papers.run_sheet_pdf, name="run-sheet-pdf"),
    path("<year:year>/awards/recognised/", papers.recognised, name="recognised"),
    path("<year:year>/awards/recognised/pdf/", papers.recognised_pdf, name="recognised-pdf"),
    path("<year:year>/winners/", winners.winners, name="winners"),
    path("<year:year>/said-of-me/", winners.said_of_me, name="said-of-me"),
    path("<year:year>/awards/<uuid:key>/receipt/", winners.receipt, name="receipt"),
    path("<year:year>/awards/<uuid:key>/present/", winners.award_present, name="award-present"),
    path("<year:year>/ceremonies/", ceremonies.ceremony_new, name="ceremony-new"),
    path(A_CEREMONY, ceremonies.ceremony_presenter, name="ceremony-presenter"),
    path(A_CEREMONY + "audience/", ceremonies.ceremony_audience, name="ceremony-audience"),
    path(A_CEREMONY + "state/", ceremonies.ceremony_state, name="ceremony-state"),
    path(A_CEREMONY + "step/", ceremonies.ceremony_step, name="ceremony-step"),
]
