"""Build the application. Everything is wired here and nowhere else."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

from intake.api import (
    calculators,
    case_handovers,
    case_notices,
    caseqc,
    desk,
    documents,
    filings,
    form,
    gongwen_assist,
    gongwen_compare,
    gongwen_drafts,
    gongwen_kinds,
    gongwen_layout,
    gongwen_library,
    gongwen_open,
    gongwen_proofread,
    gongwen_reference,
    gongwen_samples,
    gongwen_words,
    guides,
    handovers,
    health,
    jobs,
    knowledge_ask,
    knowledge_care,
    knowledge_compare,
    knowledge_entries,
    knowledge_gaps,
    knowledge_imports,
    knowledge_inspections,
    knowledge_sayings,
    knowledge_search,
    knowledge_steps,
    knowledge_suggestions,
    knowledge_words,
    models,
    notice_batches,
    notices,
    papers,
    platform,
    policies,
    policy_profiles,
    policy_upkeep,
    reading,
    records,
    services,
    statistics,
    templates,
)
from intake.api.platform import platform_guard
from intake.feeds.case_library.deliver import Deliverer
from intake.gongwen.releases.keeper import LexiconKeeper
from intake.gongwen.specimens import load_specimens
from intake.indexing.keeper import IndexKeeper
from intake.invocation.desk import ModelDesk
from intake.knowledge.care_work import open_care
from intake.knowledge.caretaker import Caretaker
from intake.knowledge.importer import open_importer
from intake.knowledge.policies.pushing import DailyReminders
from intake.knowledge.starter import load_starter
from intake.notices.runner import BatchRunner
from intake.notices.unfinished import Finisher
from intake.office import open_office
from intake.pipeline import Pipeline
from intake.problems import add_handlers
from intake.security.gate import Gate
from intake.security.rates import Rates
from intake.settings import Settings
from intake.web.assets import static_files
from intake.web.routes import router as pages
from knowledge.corpus.read import read_corpus

ROUTERS = (
    services,
    guides,
    filings,
    papers,
    form,
    jobs,
    documents,
    reading,
    statistics,
    desk,
    case_notices,
    notice_batches,  # before the notices, of which ``batches`` is no id
    notices,
    calculators,
    caseqc,
    records,
    handovers,
    case_handovers,
    templates,
    policy_profiles,  # before the policies, of which ``profiles`` is no code
    policy_upkeep,
    policies,
    knowledge_words,
    knowledge_sayings,
    knowledge_ask,
    knowledge_search,
    knowledge_imports,
    knowledge_entries,
    knowledge_steps,
    knowledge_suggestions,
    knowledge_compare,
    knowledge_gaps,
    knowledge_care,
    knowledge_inspections,
    gongwen_assist,
    gongwen_compare,
    gongwen_drafts,
    gongwen_kinds,
    gongwen_layout,
    gongwen_library,
    gongwen_open,
    gongwen_proofread,
    gongwen_reference,
    gongwen_samples,
    gongwen_words,
)


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the application; declarations are read and work begins when it starts."""
    settings = settings or Settings()
    app = FastAPI(
        title="智办",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lambda app: _running(app, settings),
    )
    for module in ROUTERS:
        app.include_router(module.router, prefix="/api")
    app.include_router(health.router)
    app.include_router(models.router)  # at the address the platforms agreed
    app.include_router(platform.router)
    app.include_router(pages)
    app.mount("/static", static_files())
    add_handlers(app)
    calls = {"/models/": settings.calls.body_bytes}
    app.add_middleware(Gate, limits=settings.limits, wider=calls)
    return app


@asynccontextmanager
async def _running(app: FastAPI, settings: Settings) -> AsyncIterator[None]:
    office = await run_in_threadpool(open_office, settings)
    if settings.knowledge.starter:
        await run_in_threadpool(load_starter, office.store, read_corpus())
    if settings.drafting.specimens:
        await run_in_threadpool(load_specimens, office.store)
    app.state.office = office
    app.state.pipeline = Pipeline(office)
    app.state.deliverer = Deliverer(office.reporting)
    app.state.models = ModelDesk(office)
    app.state.lookups = Rates(settings.limits.lookups_per_minute)
    app.state.questions = Rates(settings.limits.questions_per_minute)
    app.state.batches = BatchRunner(office)
    care = open_care(office.store, office.shelf, settings.care)
    # Made before the pipeline starts the durable work of all.
    beside = (
        Finisher(office),
        DailyReminders(office),
        Caretaker(care),
        IndexKeeper(office.shelf),
        IndexKeeper(office.library),
        LexiconKeeper(office.store, settings.lexicon),
    )
    app.state.importer = open_importer(office)
    app.state.platform_guard = platform_guard(office, time.time)
    state = app.state
    durable = (state.pipeline, state.importer, state.deliverer, state.batches)
    for work in durable:
        await run_in_threadpool(work.start)
    for work in beside:
        work.start()
    try:
        yield
    finally:
        for work in reversed(beside):
            await run_in_threadpool(work.stop)
        app.state.models.close()
        for work in reversed(durable):
            await run_in_threadpool(work.stop)
        await run_in_threadpool(office.close)
