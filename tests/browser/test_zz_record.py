"""tmp"""
import pytest
from django.urls import reverse
from koers.apps.decisions.models import Decision, Process
from koers.apps.people.models import Member, Team
from koers.demo import fill
pytestmark = pytest.mark.browser
OUT="/tmp/record"
def test_shots(wall, phone, koers_server):
    import os
    fill.fill(os.environ.get("LANG_DEMO","en"))
    from koers.apps.ledger import readers
    readers.asks.catch_up_all()
    t=Team.objects.earliest("pk")
    from tests.spoken import unclear
    sam=Member.objects.get(team=t,name__startswith="Samira")
    w=wall(sam.person); p=phone(sam.person)
    for key in ("2026-007","2026-008","2026-001","2026-002","2026-003"):
        at=reverse("decision",args=[t.key,key])
        w.goto(at); w.screenshot(path=f"{OUT}/{key}-desk.png",full_page=True); print(key,unclear(w))
        if key in ("2026-007","2026-003"):
            p.goto(at); p.screenshot(path=f"{OUT}/{key}-phone.png",full_page=True); print(unclear(p))
    w.goto(reverse("decision",args=[t.key,"2026-007"])); 
    w.emulate_media(media="print"); w.pdf(path=f"{OUT}/print.pdf",prefer_css_page_size=True)
    w.emulate_media(media="screen")
    for name in ("decision_change","decision_recount"):
        w.goto(reverse(name,args=[t.key,"2026-007"])); w.screenshot(path=f"{OUT}/{name}.png",full_page=True); print(name,unclear(w))
    w.goto(reverse("home",args=[t.key])); w.screenshot(path=f"{OUT}/home.png",full_page=True); print("home",unclear(w))
    w.goto(reverse("decisions",args=[t.key])); w.screenshot(path=f"{OUT}/list.png",full_page=True)
    from playwright.sync_api import Page
    r=w.request.get(reverse("decision_pdf",args=[t.key,"2026-007"])); print(r.status); open(f"{OUT}/typst.pdf","wb").write(r.body())
    r=w.request.get(reverse("decision_markdown",args=[t.key,"2026-007"])); print(r.status, r.text())
