"""Every address. An act is a noun with its own address."""

from django.urls import URLPattern, URLResolver, include, path

from koers.web.views import actions, begin, components, demo, home, join, live, me, pages, reach, table
from koers.web.views.scans import agreement, phone, result, rounds, wall

scan_round = [
    path("", result.result, name="scan"),
    path("answer/", phone.answer, name="scan_answer"),
    path("closing/", rounds.closing, name="scan_closing"),
    path("stop/", rounds.stop, name="scan_stop"),
    path("wall/", wall.wall, name="scan_wall"),
    path("wall/_wall/", wall.wall_fragment, name="scan_wall_fragment"),
    path("talk/", rounds.talk, name="scan_talk"),
    path("notes/", phone.note, name="scan_note"),
    path("choice/", rounds.choice, name="scan_choice"),
    path("choice/closing/", rounds.choice_closing, name="scan_choice_closing"),
    path("pick/", phone.pick, name="scan_pick"),
    path("agreement/", agreement.agreement, name="scan_agreement"),
]

table_of_team = [
    path("", table.table, name="table"),
    path("_table/", table.table_fragment, name="table_fragment"),
    path("seats/<int:pk>/freeing/", table.freeing, name="seat_freeing"),
    path("invitation/", table.invitation, name="invitation"),
    path("invitation/<int:pk>/end/", table.invitation_end, name="invitation_end"),
]

team = [
    path("", home.home, name="home"),
    path("_asks/", home.asks_fragment, name="asks_fragment"),
    path("table/", include(table_of_team)),
    path("now/", phone.now, name="now"),
    path("now/_now/", phone.now_fragment, name="now_fragment"),
    path("scan/", rounds.index, name="scans"),
    path("scan/new/", rounds.new, name="scan_new"),
    path("scan/rounds/", rounds.rounds, name="scan_rounds"),
    path("scan/<int:number>/", include(scan_round)),
    path("actions/", actions.index, name="actions"),
    path("actions/<int:pk>/report/", actions.report, name="action_report"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", begin.begin, name="begin"),
    path("begin/", begin.begin_team, name="begin_team"),
    path("in/<str:token>/", begin.come_in, name="come_in"),
    path("j/", join.code, name="join_code"),
    path("j/<str:code>/", join.seats, name="join"),
    path("j/<str:code>/seat/", join.claim, name="join_seat"),
    path("t/<slug:team>/", include(team)),
    path("demo/", demo.cast, name="demo"),
    path("demo/<int:person>/", demo.step_in, name="demo_step_in"),
    path("reach/", reach.reach, name="reach"),
    path("live-token/", live.renew, name="live_token"),
    path("me/", me.me, name="me"),
    path("account/", include("allauth.urls")),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("language/", pages.language, name="language"),
    path("theme/", pages.theme, name="theme"),
    path("components/", components.components, name="components"),
]
