"""What can be wrong with a saved index."""

from http import HTTPStatus

from models.errors import ServiceError


class UnusableIndexError(ServiceError):
    """A saved index is missing, broken, or was made otherwise; it can always be built anew."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "index_unusable"
    remedy = "知识条目没有丢失；重新建立索引后即可检索。"


class MissingIndexError(UnusableIndexError):
    """No index was saved yet."""

    code = "index_missing"
