from __future__ import annotations

from django.urls import path

from nahtlos.web.people import commune_views, invitation_views, profile_views, views

urlpatterns = [
    path("menschen/", views.people, name="people"),
    path("menschen/einladen/", invitation_views.invite, name="person_invite"),
    path("menschen/einladungen/<int:pk>/noch-einmal/", invitation_views.again, name="invitation_again"),
    path("menschen/einladungen/<int:pk>/zurueckziehen/", invitation_views.withdraw, name="invitation_withdraw"),
    path("menschen/<int:pk>/", views.person, name="person"),
    path("menschen/<int:pk>/rollen/", views.roles, name="person_roles"),
    path("menschen/<int:pk>/pause/", views.suspend, name="person_suspend"),
    path("menschen/<int:pk>/weiter/", views.resume, name="person_resume"),
    path("menschen/<int:pk>/uebergeben/", views.hand_over, name="person_hand_over"),
    path("kommunen/", commune_views.communes, name="work_communes"),
    path("profil/", profile_views.profile, name="profile"),
    path("profil/verlauf/", profile_views.acts, name="own_acts"),
    path("gesperrt/", invitation_views.suspended, name="account_inactive"),
    path("willkommen/", invitation_views.welcome, name="invitation_accepted"),
    path("einladung/<str:token>/", invitation_views.invitation, name="invitation"),
]
