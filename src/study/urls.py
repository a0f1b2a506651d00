from django.urls import path

from study import views

app_name = "study"
urlpatterns = [
    path("hoc-tap/", views.sessions, name="list"),
    path("hoc-tap/chuyen-de/", views.topics, name="topics"),
    path("hoc-tap/<slug:public_id>/", views.record, name="record"),
]
