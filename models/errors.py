"""Every error the product raises on purpose, drawn as a tree.

* ServiceError                  anything below; carries a status, a code and a remedy in Chinese
  - SpecError                   a declaration (TOML) is wrong: the service must not start
  - NotFoundError               the caller named something that does not exist
  - ConflictError               the record has moved on, or the step is not allowed in this state
    + StaleRecordError          the record has changed since the caller read it
    + MissingVersionError       a change must say which version it was made on
    + BusyError                 the same request, or other work on the record, is still running
    + UncorrectedError          the filing still has what the applicant must put right
    + UnhandledFlagsError       an officer cannot pass a filing while flags stand
  - InvalidRequestError         the request itself is malformed
    + ReusedKeyError            an Idempotency-Key was used before, for another request
    + TooLargeRequestError      the request, or what the filing holds, is over the limits
    + UnreadableTableError      an upload is none of the tables or records that were asked for
    + UnfitTemplateError        a Word template cannot be filled, or holds what none may hold
    + UnnamedOfficerError       the officers' desk was asked by nobody it can name
    + UndecidedError            from what was said, the rules give no answer: a calculator says why
    + UnfitNoticeError          a notice lacks facts its kind needs, or has wrong ones
  - UnreadablePaperError        an upload cannot be opened
    + EmptyPaperError           no bytes, or no page
    + DamagedPaperError         truncated or corrupt
    + WrongTypeError            the content is not a type we read, whatever the name says
      - WrongDocumentTypeError  it is no document whose text can be read
    + TooLargePaperError        more bytes, pixels or pages than the limits allow
    + EncryptedPaperError       locked with a password
    + UnsafePaperError          opening it exhausted the limits of the child process
    + UnfitPaperError           it can be read, but is none of the papers that were asked for
  - ReadingFailedError          reading an opened upload failed in a way no one foresaw
  - SourceUnavailableError      a register or licence library did not answer
    + SourceRefusedError        it answered that we may not ask it
  - EngineUnavailableError      an OCR or language-model engine cannot run
    + ModelUnavailableError     the language model did not answer in time, or refused
    + ModelNonsenseError        the language model answered something else
  - SigningError                a key, certificate or seal is unfit; see ``docgen.signing.errors``
  - OfficeUnavailableError      LibreOffice is absent, busy, down, or failed on a document

A bad paper or a bad form is no error but a ``Finding``: errors are for what stops the work.
Messages are for the applicant or officer, hence in Chinese; a ``SpecError`` is for developers.
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import ClassVar


class ServiceError(Exception):
    """Base of the tree; ``remedy`` tells the reader what to do next.

    ``errors`` lists the single faults where there are several, each with ``pointer``, ``code`` and
    ``message``.
    """

    status: ClassVar[HTTPStatus] = HTTPStatus.INTERNAL_SERVER_ERROR
    code: ClassVar[str] = "service_error"
    remedy: ClassVar[str] = "请稍后再试；仍有问题请联系我们，有办件编号的一并说明。"

    def __init__(self, message: str = "", errors: Sequence[Mapping[str, str]] = ()) -> None:
        super().__init__(message)
        self.errors = tuple(errors)


class SpecError(ServiceError):
    """A TOML declaration does not fit its schema, or names something that does not exist."""

    code = "spec_error"
    remedy = "请更正配置文件后重新启动。"


class NotFoundError(ServiceError):
    """The caller named a filing, paper, job or scenario that does not exist."""

    status = HTTPStatus.NOT_FOUND
    code = "not_found"
    remedy = "请核对地址或编号。"


class ConflictError(ServiceError):
    """The record has changed since it was read, or its state does not allow the step."""

    status = HTTPStatus.CONFLICT
    code = "conflict"
    remedy = "请刷新页面，查看最新状态后再操作。"


class UncorrectedError(ConflictError):
    """The filing still has what the applicant must put right; ``errors`` lists it."""

    code = "uncorrected"
    remedy = "请按提示逐项更正或补充后，再次确认。"


class UnhandledFlagsError(ConflictError):
    """Flags stand that no officer has set aside; ``errors`` lists them."""

    code = "unhandled_flags"
    remedy = "请逐项核定提示：不成立的写明理由不采纳，成立的出具补正告知。"


class InvalidRequestError(ServiceError):
    """The request is malformed: a missing part, an unknown field, an absurd value."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "invalid_request"
    remedy = "请按提示修改后重新提交。"


class StaleRecordError(ConflictError):
    """The record has changed since the caller read it; nothing was overwritten."""

    status = HTTPStatus.PRECONDITION_FAILED
    code = "stale_record"
    remedy = "请刷新页面，在最新内容上重新修改。"


class MissingVersionError(ConflictError):
    """A change must say which version it was made on (If-Match)."""

    status = HTTPStatus.PRECONDITION_REQUIRED
    code = "missing_version"
    remedy = "请在 If-Match 请求头中带上读取时得到的 ETag。"


class BusyError(ConflictError):
    """The same request, or other work on the record, is still running."""

    code = "busy"
    remedy = "请等待处理完成后再试。"


class ReusedKeyError(InvalidRequestError):
    """An Idempotency-Key was used before, for another request."""

    code = "reused_key"
    remedy = "请为每个新的请求使用新的 Idempotency-Key。"


class TooLargeRequestError(InvalidRequestError):
    """The request, or what the filing would then hold, is over the limits."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "too_large_request"
    remedy = "请减少文件数量，或压缩后分几次上传。"


class UnnamedOfficerError(InvalidRequestError):
    """The officers' desk keeps a record of who did what; a request without a name is refused."""

    code = "unnamed_officer"
    remedy = "请先填写工作人员姓名，再继续办理。"


class UndecidedError(InvalidRequestError):
    """A calculator lacks a fact, was told an absurd one, or knows no rule for the case."""

    code = "undecided"
    remedy = "请补充或更正所列内容后重新计算；仍无法确定的，请由工作人员核定。"


class UnfitNoticeError(InvalidRequestError):
    """A notice cannot be made of what it was told; ``errors`` lists every fact concerned."""

    code = "unfit_notice"
    remedy = "请按所列逐项补充或更正后，再出具通知。"


class UnreadableTableError(InvalidRequestError):
    """An upload is no JSON, CSV or XLSX of records, or cannot be opened as what it is."""

    code = "unreadable_table"
    remedy = "请上传 JSON、JSON Lines、CSV（UTF-8 或 GBK）或 XLSX 文件，表头用字段名或中文名称。"


class UnfitTemplateError(InvalidRequestError):
    """A Word template cannot be opened or filled, or holds what no template may; see ``errors``."""

    code = "unfit_template"
    remedy = "请按检查结果在 Word 或 WPS 中修改模板，另存为 docx 后重新上传。"


class UnreadablePaperError(ServiceError):
    """The upload cannot be opened."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "unreadable_paper"
    remedy = "请重新扫描或拍照，上传 JPG、PNG、PDF、OFD 等常见格式的文件。"


class EmptyPaperError(UnreadablePaperError):
    """The upload has no bytes or no page."""

    code = "empty_paper"
    remedy = "文件是空的，请重新选择文件上传。"


class DamagedPaperError(UnreadablePaperError):
    """The upload is truncated or corrupt."""

    code = "damaged_paper"
    remedy = "文件已损坏或没有传完整，请重新保存后上传。"


class WrongTypeError(UnreadablePaperError):
    """The content is not a type we read, whatever the file name says."""

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    code = "wrong_type"
    remedy = "请上传 JPG、PNG、WebP、BMP、TIFF、GIF 图片，或 PDF、OFD 文件。"


class WrongDocumentTypeError(WrongTypeError):
    """The content is no document whose text can be read."""

    remedy = "请另存为 DOCX、PDF 或纯文字文件（UTF-8）后再上传。"


class TooLargePaperError(UnreadablePaperError):
    """The upload has more bytes, pixels or pages than the limits allow."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "too_large_paper"
    remedy = "请压缩图片或拆分文件后重新上传。"


class EncryptedPaperError(UnreadablePaperError):
    """The upload is locked with a password."""

    code = "encrypted_paper"
    remedy = "文件设有密码，请去除密码后重新上传。"


class UnsafePaperError(UnreadablePaperError):
    """Opening the upload exhausted the time or memory of the limited child process."""

    code = "unsafe_paper"
    remedy = "文件无法安全解析，请另存为图片或重新导出 PDF 后上传。"


class UnfitPaperError(UnreadablePaperError):
    """What was sent can be opened, but shows none of the papers that were asked for."""

    code = "unfit_paper"
    remedy = "请核对材料后重新提交，画面须清楚、完整。"


class ReadingFailedError(ServiceError):
    """The work failed in a way no one foresaw; other papers are not concerned."""

    code = "reading_failed"
    remedy = "这份材料暂时无法自动识别，已经保存；可重新拍照上传，或手工填写。"


class SourceUnavailableError(ServiceError):
    """A register or licence library did not answer; the form can still be filled by hand."""

    status = HTTPStatus.BAD_GATEWAY
    code = "source_unavailable"
    remedy = "数据来源暂时无法访问，可稍后重试，或先手工填写。"


class SourceRefusedError(SourceUnavailableError):
    """A register or licence library let us know that we may not ask it."""


class EngineUnavailableError(ServiceError):
    """An OCR or language-model engine is missing, misconfigured or down."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "engine_unavailable"
    remedy = "识别服务暂时不可用，材料已保存，可稍后重试，或先手工填写。"


class ModelUnavailableError(EngineUnavailableError):
    """The endpoint of the language model did not answer in time, is at rest, or refused."""

    code = "llm_unavailable"
    remedy = "不影响文字识别的结果；未读出的内容请手工填写，或稍后重新识别。"


class ModelNonsenseError(EngineUnavailableError):
    """The language model answered, but not what it was asked for."""

    code = "llm_nonsense"
    remedy = "不影响文字识别的结果；未读出的内容请手工填写。"


class SigningError(ServiceError):
    """A key, certificate or seal cannot be used."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "signing_error"
    remedy = "电子签章暂时不可用，请稍后重试。"


class OfficeUnavailableError(ServiceError):
    """LibreOffice is absent, busy or down, or could not convert a document."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "office_unavailable"
    remedy = "文档转换暂时不可用：可先下载 Word 文件，或稍后重试。"
