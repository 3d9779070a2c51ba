"""Every address. An act is a noun with its own address."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from koers.web.api.problems import not_here
from koers.web.api.service import api
from koers.web.views import (
    actions,
    begin,
    components,
    copies,
    days_off,
    demo,
    home,
    join,
    live,
    me,
    minutes,
    mirror,
    pages,
    reach,
    table,
)
from koers.web.views.access import document as programs
from koers.web.views.access import tokens, webhooks
from koers.web.views.authority import mandates, matrix, proposed
from koers.web.views.checks import guardian as guarding
from koers.web.views.checks import pages as check_pages
from koers.web.views.checks import phone as check_phone
from koers.web.views.checks import wall as check_wall
from koers.web.views.direction import documents as course_documents
from koers.web.views.direction import interests as register_of_interests
from koers.web.views.direction import levels as level_rounds
from koers.web.views.direction import overview as course
from koers.web.views.direction import priorities as course_priorities
from koers.web.views.direction import sentence as course_sentence
from koers.web.views.direction import wall as course_wall
from koers.web.views.notices import feed, letters, outside, state
from koers.web.views.proposals import advice, choosing, deeds, drafting, improving, lists, page
from koers.web.views.readbacks import kept, opening
from koers.web.views.readbacks import phone as own_words
from koers.web.views.readbacks import wall as read_back
from koers.web.views.records import deeds as carrying
from koers.web.views.records import earlier, files, log, marking, selection
from koers.web.views.records import page as record
from koers.web.views.roles import bringing, change, circles, holding, register, taking
from koers.web.views.scans import agreement, following, phone, result, rounds, wall
from koers.web.views.topics import lists as topic_lists
from koers.web.views.topics import page as topic_page
from koers.web.views.topics import telling, triage

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
    path("later/", following.later, name="scan_later"),
]

one_action = [
    path("report/", actions.report, name="action_report"),
    path("progress/", actions.progress, name="action_progress"),
    path("day/", actions.day, name="action_day"),
    path("stop/", actions.stop, name="action_stop"),
    path("owner/", actions.owner, name="action_owner"),
]

one_readback = [
    path("", kept.page, name="readback"),
    path("telling/", own_words.telling, name="readback_telling"),
    path("sentences/", own_words.sentences, name="readback_sentences"),
    path("sentences/_sentences/", own_words.sentences_fragment, name="readback_sentences_fragment"),
    path("sentences/<int:pk>/tag/", own_words.tag, name="readback_tag"),
    path("wall/", read_back.wall, name="readback_wall"),
    path("wall/_wall/", read_back.wall_fragment, name="readback_wall_fragment"),
    path("chair/", read_back.own_chair, name="readback_chair"),
    path("showing/", read_back.showing, name="readback_showing"),
    path("together/", read_back.together, name="readback_together"),
    path("apart/", read_back.apart, name="readback_apart"),
    path("clarified/", read_back.clarified, name="readback_clarified"),
    path("ending/", read_back.ending, name="readback_ending"),
    path("markdown/", kept.markdown, name="readback_markdown"),
    path("pdf/", kept.pdf, name="readback_pdf"),
    path("share/", kept.share, name="readback_share"),
    path("deletion/", kept.deletion, name="readback_deletion"),
]

one_objection = [
    path("test/", deeds.test, name="proposal_test"),
    path("met/", deeds.objection_word, {"word": "met"}, name="proposal_met"),
    path("concern/", deeds.objection_word, {"word": "concern"}, name="proposal_concern"),
    path("aside/", deeds.objection_word, {"word": "aside"}, name="proposal_aside"),
]

one_proposal = [
    path("", page.proposal, name="proposal"),
    path("_matter/", page.matter_fragment, name="proposal_matter_fragment"),
    path("_side/", page.side_fragment, name="proposal_side_fragment"),
    path("draft/", drafting.draft, name="proposal_draft"),
    path("opening/", drafting.opened, name="proposal_opening"),
    path("text/", improving.text, name="proposal_text"),
    path("advisers/", advice.adviser, name="proposal_adviser"),
    path("advisers/<int:member>/weighing/", advice.weighing, name="proposal_weighing"),
    path("outside/", advice.outside, name="proposal_outside"),
    path("outside/<int:outsider>/weighing/", advice.outside_weighing, name="proposal_outside_weighing"),
    path("handover/", advice.handover, name="proposal_handover"),
    path("decision/", advice.decision, name="proposal_decision"),
    path("versions/<int:version>/", page.comparison, name="proposal_comparison"),
    path("response/", deeds.response, name="proposal_response"),
    path("ballot/", deeds.ballot, name="proposal_ballot"),
    path("confirmation/", deeds.confirmation, name="proposal_confirmation"),
    path("record/", deeds.recorded, name="proposal_record"),
    path("questions/", deeds.question, name="proposal_question"),
    path("questions/<int:pk>/answer/", deeds.answer, name="proposal_answer"),
    path("reaction/", deeds.reaction, name="proposal_reaction"),
    path("objections/<int:objection>/", include(one_objection)),
    path("way-out/", deeds.way_out, name="proposal_way_out"),
    path("step/", deeds.tap, {"noun": "step"}, name="proposal_step"),
    path("material/", deeds.tap, {"noun": "material"}, name="proposal_material"),
    path("full-window/", deeds.tap, {"noun": "full-window"}, name="proposal_full_window"),
    path("meeting/", deeds.tap, {"noun": "meeting"}, name="proposal_meeting"),
    path("withdrawal/", deeds.tap, {"noun": "withdrawal"}, name="proposal_withdrawal"),
    path("closing/", deeds.tap, {"noun": "closing"}, name="proposal_closing"),
    path("decline/", deeds.tap, {"noun": "decline"}, name="proposal_decline"),
    path("naming/", deeds.tap, {"noun": "naming"}, name="proposal_naming"),
    path("nominee/", choosing.nominee, name="proposal_nominee"),
    path("options/", choosing.option, name="proposal_option"),
    path("scores/", deeds.tap, {"noun": "scores"}, name="proposal_scores"),
    path("resistance/", choosing.resistance, name="proposal_resistance"),
    path("improvement/", choosing.improvement, name="proposal_improvement"),
    path("as-it-is/", deeds.tap, {"noun": "as-it-is"}, name="proposal_as_it_is"),
    path("extension/", deeds.extension, name="proposal_extension"),
    path("electorate/", page.addition, name="proposal_addition"),
    path("absence/", deeds.absence, name="proposal_absence"),
    path("interest/", deeds.interest, name="proposal_interest"),
    path("interest/<int:member>/", deeds.interest_word, name="proposal_interest_word"),
]

one_decision = [
    path("", record.page, name="decision"),
    path("message/", carrying.message, name="decision_message"),
    path("audiences/", carrying.audience, name="decision_audience"),
    path("audiences/<int:pk>/told/", carrying.told, name="decision_told"),
    path("audiences/<int:pk>/dropped/", carrying.dropped, name="decision_dropped"),
    path("actions/", carrying.action, name="decision_action"),
    path("readback/", carrying.readback, name="decision_readback"),
    path("review/", carrying.review, name="decision_review"),
    path("change/", carrying.change, name="decision_change"),
    path("reading/", marking.reading, name="decision_reading"),
    *(path(f"{noun}/", marking.written, {"noun": noun}, name=f"decision_{noun}") for noun in marking.WRITTEN),
    path("markdown/", files.markdown, name="decision_markdown"),
    path("pdf/", files.pdf, name="decision_pdf"),
    path("word/", files.word, name="decision_word"),
    path("export/", files.export, name="decision_export"),
    path("recount/", files.recount, name="decision_recount"),
]

table_of_team = [
    path("", table.table, name="table"),
    path("_table/", table.table_fragment, name="table_fragment"),
    path("seats/<int:pk>/freeing/", table.freeing, name="seat_freeing"),
    path("invitation/", table.invitation, name="invitation"),
    path("invitation/<int:pk>/end/", table.invitation_end, name="invitation_end"),
]

one_check = [
    path("", check_pages.page, name="check"),
    path("line/", check_phone.line, name="check_line"),
    path("line/_where/", check_phone.line_fragment, name="check_line_fragment"),
    path("lines/", check_phone.lines, name="check_lines"),
    path("lines/_lines/", check_phone.lines_fragment, name="check_lines_fragment"),
    path("formers/<int:pk>/word/", check_phone.word, name="check_word"),
    path("wall/", check_wall.wall, name="check_wall"),
    path("wall/_wall/", check_wall.wall_fragment, name="check_wall_fragment"),
    path("showing/", check_wall.showing, name="check_showing"),
    path("step/", check_wall.step, name="check_step"),
    path("skip/", check_wall.skip, name="check_skip"),
    path("agreement/", check_wall.agreement, name="check_agreement"),
    path("stop/", check_wall.stop, name="check_stop"),
]

checks = [
    path("", check_pages.index, name="checks"),
    path("opening/", check_pages.opening, name="check_opening"),
    path("day/", check_pages.day, name="check_day"),
    path("rhythm/", check_pages.rhythm, name="check_rhythm"),
    path("<int:number>/", include(one_check)),
]

guardian = [
    path("", guarding.page, name="guardian"),
    path("handover/", guarding.handover, name="guardian_handover"),
    path("stay/", guarding.stay, name="guardian_stay"),
    path("willing/", guarding.willing, name="guardian_willing"),
    path("terms/<int:pk>/answer/", guarding.answer, name="guardian_answer"),
]

roles = [
    path("", register.index, name="roles"),
    path("csv/", taking.as_csv, name="roles_csv"),
    path("json/", taking.as_json, name="roles_json"),
    path("import/", bringing.upload, name="register_import"),
    path("import/confirmation/", bringing.confirmation, name="register_confirmation"),
    path("new/", change.new, name="role_new"),
    path("<int:pk>/", register.role, name="role"),
    path("<int:pk>/change/", change.change, name="role_change"),
    path("<int:pk>/end/", change.end, name="role_end"),
    path("<int:pk>/terms/", holding.terms, name="role_terms"),
    path("terms/<int:pk>/renewal/", holding.renewal, name="role_renewal"),
    path("terms/<int:pk>/vacating/", holding.vacating, name="role_vacating"),
    path("proposals/<int:pk>/", change.proposal, name="role_proposal"),
    path("proposals/<int:pk>/adoption/", change.adoption, name="role_adoption"),
    path("proposals/<int:pk>/decline/", change.decline, name="role_decline"),
]

copies_of_all = [
    path("", copies.page, name="copies"),
    path("asking/", copies.asking, name="copy_asking"),
    path("<int:pk>/yes/", copies.yes, name="copy_yes"),
    path("<int:pk>/ending/", copies.ending, name="copy_ending"),
    path("<int:pk>/fetching/", copies.fetching, name="copy_fetching"),
]

webhooks_of_team = [
    path("", webhooks.index, name="webhooks"),
    path("<int:pk>/", webhooks.webhook, name="webhook"),
    path("<int:pk>/trial/", webhooks.trial, name="webhook_trial"),
    path("<int:pk>/end/", webhooks.end, name="webhook_end"),
]

authority = [
    path("", matrix.index, name="authority"),
    path("adoption/", matrix.adoption, name="matrix_adoption"),
    path("row/", matrix.row, name="matrix_row"),
    path("rows/<int:pk>/end/", matrix.row_end, name="matrix_row_end"),
    path("proposals/row/", proposed.row, name="row_proposal"),
    path("proposals/mandate/", proposed.mandate, name="mandate_proposal"),
    path("proposals/<int:pk>/", proposed.proposal, name="authority_proposal"),
    path("proposals/<int:pk>/decline/", proposed.decline, name="authority_decline"),
    path("mandates/new/", mandates.new, name="mandate_new"),
    path("mandates/<int:pk>/", mandates.mandate, name="mandate"),
    path("mandates/<int:pk>/renewal/", mandates.renewal, name="mandate_renewal"),
    path("mandates/<int:pk>/review/", mandates.review, name="mandate_review"),
    path("mandates/<int:pk>/withdrawal/", mandates.withdrawal, name="mandate_withdrawal"),
]

one_topic = [
    path("", topic_page.topic, name="topic"),
    path("telling/", telling.edit, name="topic_telling"),
    path("triage/", triage.triage, name="topic_triage"),
    path("triage/_advice/", triage.advice_fragment, name="topic_advice_fragment"),
    path("postponement/", topic_page.postponement, name="topic_postponement"),
    path("talk/", topic_page.word, {"noun": "talk"}, name="topic_talk"),
    path("settled/", topic_page.word, {"noun": "settled"}, name="topic_settled"),
    path("letting-go/", topic_page.word, {"noun": "letting-go"}, name="topic_letting_go"),
    path("again/", topic_page.word, {"noun": "again"}, name="topic_again"),
    path("heard/", topic_page.heard, name="topic_heard"),
    path("closing/", topic_page.closing, name="topic_closing"),
    path("opening/", topic_page.opening, name="topic_opening"),
]

topics = [
    path("", topic_lists.index, name="topics"),
    path("organisation/", topic_lists.organisation, name="topics_organisation"),
    path("new/", telling.new, name="topic_new"),
    path("<int:pk>/", include(one_topic)),
]

one_sentence = [
    path("", course_sentence.kept, name="sentence"),
    path("own/", course_sentence.own, name="sentence_own"),
    path("phone/", course_sentence.phone, name="sentence_phone"),
    path("phone/_phone/", course_sentence.phone_fragment, name="sentence_phone_fragment"),
    path("carrying/", course_sentence.carrying, name="sentence_carrying"),
    path("wall/", course_wall.wall, name="sentence_wall"),
    path("wall/_wall/", course_wall.wall_fragment, name="sentence_wall_fragment"),
    path("showing/", course_wall.showing, name="sentence_showing"),
    path("merged/", course_wall.merged, name="sentence_merged"),
    path("settling/", course_wall.settling, name="sentence_settling"),
    path("stop/", course_wall.stop, name="sentence_stop"),
]

one_priority = [
    path("", course_priorities.priority, name="priority"),
    path("seen-by/", course_priorities.seen_by, name="priority_seen_by"),
    path("progress/", course_priorities.progress, name="priority_progress"),
    path("reached/", course_priorities.ending, {"how": "reached"}, name="priority_reached"),
    path("missed/", course_priorities.ending, {"how": "missed"}, name="priority_missed"),
    path("let-go/", course_priorities.ending, {"how": "let_go"}, name="priority_let_go"),
]

direction = [
    path("", course.overview, name="direction"),
    path("sentence/", course_wall.opening, name="sentence_opening"),
    path("sentence/<int:number>/", include(one_sentence)),
    path("documents/new/", course_documents.new, name="document_new"),
    path("documents/<int:pk>/", course_documents.document, name="document"),
    path("documents/<int:pk>/change/", course_documents.change, name="document_change"),
    path("documents/<int:pk>/end/", course_documents.end, name="document_end"),
    path("documents/<int:pk>/looking/", course_documents.looking, name="document_looking"),
    path("drafts/<int:pk>/", course_documents.draft, name="document_draft"),
    path("drafts/<int:pk>/adoption/", course_documents.adoption, name="document_adoption"),
    path("drafts/<int:pk>/decline/", course_documents.decline, name="document_decline"),
    path("priorities/new/", course_priorities.new, name="priority_new"),
    path("priorities/<int:pk>/", include(one_priority)),
    path("not-doing/", course_priorities.ruling_out, name="not_doing"),
    path("not-doing/<int:pk>/end/", course_priorities.ruling_in, name="not_doing_end"),
    path("yardstick/", course_priorities.yardstick, name="yardstick"),
]

one_level_round = [
    path("", level_rounds.level_round, name="level_round"),
    path("_round/", level_rounds.fragment, name="level_fragment"),
    path("pick/", level_rounds.pick, name="level_pick"),
    path("showing/", level_rounds.showing, name="level_showing"),
    path("again/", level_rounds.again, name="level_again"),
    path("agreed/", level_rounds.agreed, name="level_agreed"),
    path("stop/", level_rounds.stop, name="level_stop"),
]

log_of_team = [
    path("", log.log, name="log"),
    path("views/", log.view, name="log_view"),
    path("earlier/", earlier.upload, name="earlier"),
    path("earlier/confirmation/", earlier.confirmation, name="earlier_confirmation"),
    path("views/<int:pk>/drop/", log.drop, name="log_view_drop"),
    path("csv/", selection.as_csv, name="log_csv"),
    path("json/", selection.as_json, name="log_json"),
    path("markdown/", selection.as_markdown, name="log_markdown"),
    path("pdf/", selection.as_pdf, name="log_pdf"),
    path("word/", selection.as_word, name="log_word"),
]

in_circles = [
    path("", circles.index, name="circles"),
    path("opening/", circles.opening, name="circle_opening"),
    path("description/", circles.description, name="circle_description"),
    path("<int:pk>/", circles.circle, name="circle"),
    path("<int:pk>/help/", circles.helping, name="circle_helping"),
]

team = [
    path("copies/", include(copies_of_all)),
    path("", home.home, name="home"),
    path("_asks/", home.asks_fragment, name="asks_fragment"),
    path("table/", include(table_of_team)),
    path("now/", phone.now, name="now"),
    path("now/_now/", phone.now_fragment, name="now_fragment"),
    path("scan/", rounds.index, name="scans"),
    path("scan/new/", rounds.new, name="scan_new"),
    path("scan/rounds/", rounds.rounds, name="scan_rounds"),
    path("scan/rhythm/", following.rhythm, name="scan_rhythm"),
    path("scan/series/<int:series>/", following.series, name="scan_series"),
    path("scan/<int:number>/", include(scan_round)),
    path("readback/", opening.index, name="readbacks"),
    path("readback/new/", opening.new, name="readback_new"),
    path("readback/<int:number>/", include(one_readback)),
    path("roles/", include(roles)),
    path("authority/", include(authority)),
    path("topics/", include(topics)),
    path("direction/", include(direction)),
    path("levels/", level_rounds.index, name="levels"),
    path("levels/<int:number>/", include(one_level_round)),
    path("interests/", register_of_interests.index, name="interests"),
    path("interests/<int:pk>/end/", register_of_interests.end, name="interest_end"),
    path("log/", include(log_of_team)),
    path("circles/", include(in_circles)),
    path("decisions/", lists.index, name="decisions"),
    path("decisions/_open/", lists.open_fragment, name="decisions_open_fragment"),
    path("decisions/<str:number>/", include(one_decision)),
    path("days-off/", days_off.days_off, name="days_off"),
    path("days-off/<int:pk>/dropping/", days_off.dropping, name="day_off_dropping"),
    path("minutes/", minutes.read, name="minutes"),
    path("minutes/taken/", minutes.taken, name="minutes_taken"),
    path("mirror/", mirror.mirror, name="mirror"),
    path("mirror/_raised/", mirror.fragment, name="mirror_fragment"),
    path("proposals/new/", drafting.new, name="proposal_new"),
    path("proposals/<int:number>/", include(one_proposal)),
    path("check/", include(checks)),
    path("guardian/", include(guardian)),
    path("webhooks/", include(webhooks_of_team)),
    path("actions/", actions.index, name="actions"),
    path("actions/<int:pk>/", include(one_action)),
]

own_letters = [
    path("", letters.letters, name="letters"),
    path("asking/", letters.asking, name="letters_asking"),
    path("withdrawal/", letters.withdrawal, name="letters_withdrawal"),
    path("calendar/", letters.calendar, name="calendar"),
]

own_tokens = [
    path("", tokens.tokens, name="tokens"),
    path("<int:pk>/withdrawal/", tokens.withdrawal, name="token_withdrawal"),
]

# Where letters lead: the token says who and what, so nobody needs to sign in.
from_letters = [
    path("<str:token>/", outside.item, name="letter_item"),
    path("stop/<str:token>/", outside.stop, name="letter_stop"),
    path("address/<str:token>/", outside.confirmation, name="letter_confirmation"),
    path("calendar/<str:token>.ics", feed.feed, name="calendar_feed"),
    path("log/<str:token>.atom", selection.feed, name="log_feed"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", begin.begin, name="begin"),
    path("begin/", begin.begin_team, name="begin_team"),
    path("readback/", opening.start, name="readback_start"),
    path("r/<str:token>/", kept.shared, name="readback_shared"),
    path("in/<str:token>/", begin.come_in, name="come_in"),
    path("j/", join.code, name="join_code"),
    path("j/<str:code>/", join.seats, name="join"),
    path("j/<str:code>/seat/", join.claim, name="join_seat"),
    path("t/<slug:team>/", include(team)),
    path("demo/", demo.cast, name="demo"),
    path("demo/<int:person>/", demo.step_in, name="demo_step_in"),
    path("api/", programs.document, name="api"),
    path("api/v1/", api.urls),
    re_path(r"^api/(?P<rest>[\s\S]+)$", not_here, name="api_not_here"),
    path("reach/", reach.reach, name="reach"),
    path("copies/<str:token>/", copies.file, name="copy_file"),
    path("live-token/", live.renew, name="live_token"),
    path("me/", me.me, name="me"),
    path("me/letters/", include(own_letters)),
    path("me/tokens/", include(own_tokens)),
    path("m/", include(from_letters)),
    path("letters/", state.state, name="letters_state"),
    path("account/", include("allauth.urls")),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("language/", pages.language, name="language"),
    path("theme/", pages.theme, name="theme"),
    path("components/", components.components, name="components"),
]
