"""The cases of the simulated library: what each message does there, once, and what it refuses."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from intake.feeds.case_library.declaration import Call
from intake.security.guard import RefusedError

Fields = Mapping[str, Any]

NEEDED: Final[Mapping[Call, tuple[str, ...]]] = {
    Call.NUMBER: ("itemCode",),
    Call.SAVE: (
        *("applyNo", "itemCode", "taskHandleItem", "itemName", "targetType", "targetName"),
        *("targetNo", "source", "opTime", "systemCode", "systemName", "info"),
    ),
    Call.STUFF: ("applyNo", "stuffCode", "stuffName", "stuffType", "stuffStatus", "stuffSource"),
    Call.SUBMIT: ("applyNo", "opTime", "subItemInfo"),
    Call.NODE: ("applyNo", "op", "result", "opDepartName", "opUsername", "opTime"),
    Call.REPORT: ("applyNo", "modelCode", "opTime"),
}
"""What a message must say; the rest may be blank."""
RESULTS: Final = {
    "网上申报": {"待预审", "待补充材料", "已补充材料", "已补正", "未启动"},
    "网上预审": {"补充材料", "待补充材料", "预审通过", "终止", "预审不通过"},
    "网上受理": {"受理", "不受理", "不予受理", "已受理", "同意受理"},
    "补正": {"已补正", "待补正"},
    "审查与决定": {"通过", "不通过", "终止", "撤销", "作废", "失效", "逾期未补正"},
}
"""Step → its results (SEED-002), of the steps a filing of ours can take."""


@dataclass
class SimulatedCase:
    """One case as the library has it."""

    apply_no: str
    case_no: str
    saved: list[Fields] = field(default_factory=list)
    stuffs: list[dict[str, Any]] = field(default_factory=list)
    submitted: list[Fields] = field(default_factory=list)
    nodes: list[Fields] = field(default_factory=list)
    reports: list[Fields] = field(default_factory=list)


class SimulatedCases:
    """Every case, and every message that came, with what became of it."""

    def __init__(self) -> None:
        self.cases: dict[str, SimulatedCase] = {}
        self.received: list[dict[str, Any]] = []
        self._answered: dict[str, dict[str, str]] = {}
        self._effects: Mapping[Call, Callable[[SimulatedCase, Fields, bytes], dict[str, str]]] = {
            Call.SAVE: self._save,
            Call.STUFF: self._stuff,
            Call.SUBMIT: self._submit,
            Call.NODE: self._node,
            Call.REPORT: self._report,
        }

    def receive(
        self, call: Call, headers: Mapping[str, str], fields: Fields, file: bytes
    ) -> tuple[str, str, dict[str, str]]:
        """Give a message its effect, once, and return code, message and data of the answer."""
        message_id, case_no = headers.get("requestid", ""), headers.get("businesscode", "")
        try:
            answer = "200", "", self._effect(call, message_id, case_no, fields, file)
        except RefusedError as refusal:
            answer = refusal.code, str(refusal), self._answered.get(message_id, {})
        noted = {"id": message_id, "call": call.value, "case_no": case_no, "code": answer[0]}
        self.received.append(noted | {"applyNo": answer[2].get("applyNo", fields.get("applyNo"))})
        return answer

    def _effect(
        self, call: Call, message_id: str, case_no: str, fields: Fields, file: bytes
    ) -> dict[str, str]:
        missing = [name for name in NEEDED[call] if not fields.get(name)]
        if not message_id or missing:
            raise RefusedError("400001", f"请求参数不合法：{'、'.join(missing) or 'requestid'}")
        if message_id in self._answered:
            raise RefusedError("409001", "重复的消息")
        if call is Call.NUMBER:
            data = self._number(case_no)
        else:
            case = self.cases.get(str(fields["applyNo"]))
            if case is None:
                raise RefusedError("404002", "办件不存在")
            data = self._effects[call](case, fields, file)
        self._answered[message_id] = data
        return data

    def _number(self, case_no: str) -> dict[str, str]:
        number = f"SHTEST{datetime.now(UTC):%Y%m%d}{len(self.cases) + 1:07d}"
        self.cases[number] = SimulatedCase(number, case_no)
        return {"applyNo": number}

    def _save(self, case: SimulatedCase, fields: Fields, _file: bytes) -> dict[str, str]:
        if case.submitted:
            raise RefusedError("409003", "办件已提交")
        case.saved.append(fields)
        return {"applyNo": case.apply_no}

    def _stuff(self, case: SimulatedCase, fields: Fields, file: bytes) -> dict[str, str]:
        if not case.saved:
            raise RefusedError("409002", "办件未保存")
        if not file:
            raise RefusedError("400001", "请求参数不合法：file")
        stuff_id = f"STUFF{case.apply_no}{len(case.stuffs) + 1:03d}"
        digest = hashlib.sha256(file).hexdigest()
        case.stuffs.append({**fields, "stuffId": stuff_id, "sha256": digest})
        return {"stuffId": stuff_id}

    def _submit(self, case: SimulatedCase, fields: Fields, _file: bytes) -> dict[str, str]:
        if not case.saved:
            raise RefusedError("409002", "办件未保存")
        if case.submitted:
            raise RefusedError("409003", "办件已提交")
        case.submitted.append(fields)
        return {"applyNo": case.apply_no}

    def _node(self, case: SimulatedCase, fields: Fields, _file: bytes) -> dict[str, str]:
        if not case.submitted:
            raise RefusedError("409002", "办件未提交")
        if fields["result"] not in RESULTS.get(str(fields["op"]), ()):
            raise RefusedError("400001", "环节与结果不符")
        case.nodes.append(fields)
        return {}

    def _report(self, case: SimulatedCase, fields: Fields, _file: bytes) -> dict[str, str]:
        total, count = fields.get("preFillTotal"), fields.get("preFillCount")
        if not (isinstance(total, int) and isinstance(count, int) and 0 <= count <= total):
            raise RefusedError("400001", "请求参数不合法：preFillCount")
        case.reports.append(fields)
        return {}
