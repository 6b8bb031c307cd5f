"""How the models are called, day by day, as it is shown."""

from typing import Any

from intake.store.database import Session
from intake.store.model_calls import statistics


def day_shapes(session: Session, days: int) -> list[dict[str, Any]]:
    """Return the figures of each model and day, of today and the days before, newest first."""
    return [
        {
            "model": each.model,
            "day": each.day.isoformat(),
            "count": each.count,
            "success": round(each.succeeded / each.count, 4),
            "p50_ms": each.p50_ms,
            "p95_ms": each.p95_ms,
        }
        for each in statistics(session, days)
    ]
