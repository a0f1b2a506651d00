from django.urls import path

from commitments import views

app_name = "commitments"
urlpatterns = [
    path("cam-ket/", views.rounds, name="list"),
    path("cam-ket/khau-dot-pha/", views.breakthroughs, name="breakthroughs"),
    path("cam-ket/<slug:public_id>/", views.record, name="record"),
]
