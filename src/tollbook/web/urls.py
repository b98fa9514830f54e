"""Addresses of the web application, feature by feature."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from tollbook.web.api import views as tokens
from tollbook.web.api.service import api
from tollbook.web.assessment import answering, lists, receiving
from tollbook.web.assessment import views as cases
from tollbook.web.desk import views as desk
from tollbook.web.history import views as history
from tollbook.web.home import views as home
from tollbook.web.inbox import again
from tollbook.web.inbox import views as inbox
from tollbook.web.incidents import commenting, narratives, weighing, work
from tollbook.web.incidents import links as incident_links
from tollbook.web.incidents import lists as incident_lists
from tollbook.web.incidents import views as incidents
from tollbook.web.ledger import reports as monthly_reports
from tollbook.web.ledger import views as ledger
from tollbook.web.map import views as map_views
from tollbook.web.people import views as people
from tollbook.web.places import changes as place_changes
from tollbook.web.places import views as places
from tollbook.web.publications import public
from tollbook.web.publications import views as publications
from tollbook.web.reader import extras as reader_extras
from tollbook.web.reader import views as reader
from tollbook.web.search import views as search
from tollbook.web.sources import notes as source_notes
from tollbook.web.sources import views as sources
from tollbook.web.strikes import certificates
from tollbook.web.strikes import views as strikes
from tollbook.web.submissions import public as outside
from tollbook.web.timeline import views as timeline
from tollbook.web.witnesses import views as witnesses
from tollbook.web.workspaces import views as workspaces

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("jobs/<int:number>/", home.job, name="job"),
    path("language/", set_language, name="set_language"),
    path("start/", people.first_start, name="first_start"),
    path("join/<str:number>/<str:token>/", people.join, name="join"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/<int:number>/", people.change, name="person"),
    path("people/<int:number>/again/", people.reinvite, name="reinvite"),
    path("preferences/", people.preferences, name="preferences"),
    path("lockdown/", people.lockdown, name="lockdown"),
    path("incidents/", incident_lists.incidents, name="incidents"),
    path("incidents/<str:key>/", incidents.incident, name="incident"),
    path("incidents/<str:key>/merge/", work.merge, name="incident_merge"),
    path("incidents/<str:key>/split/", work.split, name="incident_split"),
    path("incidents/<str:key>/link/", incident_links.link, name="incident_link"),
    path("incidents/<str:key>/likelihood/", weighing.weigh, name="incident_likelihood"),
    path("incidents/<str:key>/likelihood/judge/", weighing.judge, name="incident_judge"),
    path("incidents/<str:key>/likelihood/show/", weighing.show, name="incident_show"),
    path("incidents/<str:key>/likelihood/evidence/", weighing.fill, name="incident_evidence"),
    path("incidents/<str:key>/history/", weighing.whole_history, name="incident_history"),
    path("incidents/<str:key>/story/<str:language>/", narratives.story, name="incident_story"),
    path("incidents/<str:key>/comment/", commenting.comment, name="incident_comment"),
    path("judgements/<int:event>/", work.followed, name="incident_followed"),
    path("judgements/<int:event>/undo/", work.undo, name="incident_undo"),
    path("links/<int:number>/end/", incident_links.unlink, name="incident_unlink"),
    path("comments/<int:number>/withdraw/", commenting.withdraw, name="comment_withdraw"),
    path("history/", history.history, name="history"),
    path("history/compare/", history.compare, name="history_compare"),
    path("history/export.<str:kind>", history.export, name="history_export"),
    path("history/<int:number>/", history.event, name="history_event"),
    path("history/<int:number>/undo/", history.undo, name="history_undo"),
    path("workspace/", workspaces.page, name="workspace"),
    path("workspace/bring/", workspaces.bring, name="bring_workspace"),
    path("workspace/judge-first/", workspaces.judge_first, name="judge_first"),
    path("workspace/backups/", workspaces.back_up, name="back_up"),
    path("workspace/backups/<str:name>", workspaces.download, name="backup"),
    path("restricted/", witnesses.witnesses, name="witnesses"),
    path("restricted/add/<str:kind>/<path:about>/", witnesses.add, name="witness_add"),
    path("restricted/<str:key>/", witnesses.witness, name="witness"),
    path("restricted/<str:key>/edit/", witnesses.edit, name="witness_edit"),
    path("restricted/<str:key>/clear/", witnesses.clear, name="witness_clear"),
    path("restricted/<str:key>/clear/<int:number>/", witnesses.unclear, name="witness_unclear"),
    path("map/", map_views.page, name="map"),
    path("map/data.json", map_views.data, name="map_data"),
    path("sources/", sources.sources, name="sources"),
    path("sources/note/<path:key>/", source_notes.note, name="source_note"),
    path("sources/<path:key>/", sources.source, name="source"),
    path("places/", places.places, name="places"),
    path("places/search/", places.search, name="place_search"),
    path("places/add/", place_changes.add, name="place_add"),
    path("places/upload/", place_changes.upload, name="place_upload"),
    path("places/lists/<str:name>/", place_changes.take_list, name="place_list"),
    path("places/<int:number>/", places.place, name="place"),
    path("places/<int:number>/edit/", place_changes.edit, name="place_edit"),
    path("places/<int:number>/remove/", place_changes.remove, name="place_remove"),
    path("timeline/", timeline.timeline, name="timeline"),
    path("search/", search.search, name="search"),
    path("search/keep/", search.keep, name="keep_search"),
    path("search/<int:number>/forget/", search.forget, name="forget_search"),
    path("notices/", search.notices, name="notices"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("reading/decide/<path:key>/", reader.decide, name="reader_decide"),
    path("reading/edit/<path:key>/", reader.edit, name="reader_edit"),
    path("reading/add/<path:key>/", reader.add, name="reader_add"),
    path("reading/why/<path:key>/", reader.why, name="reader_why"),
    path("reading/done/<path:key>/", reader.done, name="reader_done"),
    path("reading/take/<path:key>/", reader.take, name="reader_take"),
    path("reading/translate/<path:key>/", reader_extras.translate, name="reader_translate"),
    path("reading/describe/<path:key>/", reader_extras.describe, name="reader_describe"),
    path("reading/uncover/<path:key>/", reader_extras.uncover, name="reader_uncover"),
    path("reading/uncovered/<int:number>/", reader_extras.uncovered, name="reader_uncovered"),
    path("reports/<path:key>/", reader.report, name="report"),
    path("inbox/do/", inbox.do, name="inbox_do"),
    path("inbox/submissions/", inbox.submissions, name="inbox_submissions"),
    path("inbox/bring/", inbox.bring_in, name="bring_in"),
    path("inbox/again/", again.start_again, name="inbox_again"),
    path("inbox/example/", inbox.load_example, name="load_example"),
    path("tokens/", tokens.mine, name="tokens"),
    path("tokens/make/", tokens.make, name="make_token"),
    path("tokens/<int:number>/end/", tokens.end, name="end_token"),
    path("api/v1/", api.urls),
    path("publications/", publications.publications, name="publications"),
    path("publications/<int:number>/", publications.publication, name="publication"),
    path("publications/<int:number>/decide/", publications.decide, name="decide_publication"),
    path("publications/<int:number>/withdraw/", publications.withdraw, name="withdraw_publication"),
    path("publications/prepare/<str:key>/", publications.prepare, name="prepare_publication"),
    path("assessment/", lists.assessment, name="assessment"),
    path("assessment/receive/", receiving.receive, name="receive"),
    path("assessment/deadlines/", receiving.set_deadlines, name="deadlines"),
    path("assessment/stays/", cases.settle, name="settle_watch"),
    path("assessment/step/<path:key>/", cases.move, name="move_case"),
    path("assessment/assign/<path:key>/", cases.assign, name="assign_case"),
    path("assessment/propose/<path:key>/", cases.propose, name="propose_finding"),
    path("assessment/decide/<int:number>/<path:key>/", cases.decide, name="decide_finding"),
    path("assessment/dissent/<int:number>/<path:key>/", cases.dissent, name="dissent"),
    path("assessment/reopen/<path:key>/", cases.reopen, name="reopen_case"),
    path("assessment/letter/<str:code>.<str:kind>/<path:key>/", answering.letter, name="letter"),
    path("assessment/letters/<path:key>/", answering.letters, name="letters"),
    path("assessment/send/<str:reference>/<path:key>/", answering.send, name="send_letter"),
    path("assessment/case/<path:key>/", cases.allegation, name="allegation"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/<str:month>/<str:standard>/", monthly_reports.report, name="monthly_report"),
    path("ledger/<str:month>/<str:standard>/publish/", monthly_reports.publish, name="publish_report"),
    path("ledger/<str:month>/<str:standard>/draft/<str:name>", monthly_reports.draft, name="draft_report"),
    path("ledger/<str:month>/<str:standard>/<int:version>/<str:name>", monthly_reports.frozen, name="frozen_report"),
    path("strikes/", strikes.strikes, name="strikes"),
    path("strikes/import/", strikes.upload, name="import_log"),
    path("strikes/import/<str:batch>/", strikes.read, name="read_log"),
    path("strikes/logs/<path:key>/", strikes.log, name="strike_log"),
    path("strikes/certify/<path:key>/", certificates.certify, name="certify"),
    path("strikes/certificates/<str:key>/", certificates.certificate, name="certificate"),
    path("strikes/certificates/<str:key>/repeat/", certificates.repeat, name="repeat_certificate"),
    path("strikes/certificates/<str:key>/file/", certificates.printed, name="printed_certificate"),
    path("desk/", desk.desk, name="desk"),
    path("desk/submissions/<str:reference>/", desk.submission, name="submission"),
    path("desk/submissions/<str:reference>/answer/", desk.answer, name="answer"),
    path("desk/submissions/<str:reference>/convert/", desk.convert, name="convert"),
    path("desk/requests/<str:reference>/", desk.asked, name="request"),
    path("desk/requests/<str:reference>/settle/", desk.settle, name="settle"),
    path("desk/files/<int:number>/", desk.attachment, name="attachment"),
    path("public/", public.front, name="public_front"),
    path("public/incidents/<str:key>/", public.entry, name="public_entry"),
    path("public/incidents/<str:key>/correct/", outside.ask, name="ask"),
    path("public/corrections/", public.corrections, name="public_corrections"),
    path("public/feed.xml", public.Changes(), name="public_feed"),
    path("public/published.<str:kind>", public.download, name="public_download"),
    path("public/submit/", outside.submit, name="submit"),
    path("public/follow/<str:reference>/<str:secret>/", outside.follow, name="follow"),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
]
