"""Paths of costs."""

from django.urls import path

from planner import converters  # noqa: F401  (registers <year:…>)
from planner.views import costs

A_COST = "<year:year>/costs/<uuid:key>/"

urlpatterns = [
    path("<year:year>/costs/", costs.cost_list, name="cost-list"),
    path("<year:year>/costs/new/", costs.cost_new, name="cost-new"),
    path("<year:year>/costs/actual/", costs.cost_actual, name="cost-actual"),
    path("<year:year>/costs/comparison/", costs.cost_comparison, name="cost-comparison"),
    path("<year:year>/costs/funding/", costs.funding, name="funding"),
    path("<year:year>/costs/funding.pdf", costs.funding_pdf, name="funding-pdf"),
    path("<year:year>/costs.csv", costs.cost_csv, name="cost-csv"),
    path(A_COST, costs.cost_edit, name="cost-edit"),
    path(A_COST + "delete/", costs.cost_delete, name="cost-delete"),
    path(A_COST + "bring-back/", costs.cost_bring_back, name="cost-bring-back"),
]
