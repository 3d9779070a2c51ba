"""Every address. An act is a noun with its own address."""

from django.urls import URLPattern, URLResolver, include, path

from koers.web.views import live, reach

urlpatterns: list[URLPattern | URLResolver] = [
    path("reach/", reach.reach, name="reach"),
    path("live-token/", live.renew, name="live_token"),
    path("account/", include("allauth.urls")),
]
