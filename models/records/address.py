"""An address in its parts."""

from models.records.record import Record


class Address(Record):
    """An address as its parts follow each other; what is not understood stays in ``place``.

    The parts together are the whole text: none is left out, and none is said twice.
    """

    province: str = ""
    city: str = ""
    district: str = ""
    town: str = ""
    """街道, 镇, 乡, or a zone that stands in its place."""
    village: str = ""
    road: str = ""
    lane: str = ""
    """弄, with 支弄."""
    number: str = ""
    """号, of the road or the lane."""
    place: str = ""
    """Estate, building by name, and whatever is not understood."""
    building: str = ""
    """号楼, 幢, 座 and 单元."""
    floor: str = ""
    room: str = ""
    note: str = ""
    """What stands in brackets at the end."""
    code: str = ""
    """GB/T 2260 code of the smallest region that is known; empty when none is."""

    @property
    def region(self) -> str:
        """Return province, city and district as one text."""
        return self.province + self.city + self.district

    @property
    def local(self) -> str:
        """Return what follows the region as one text."""
        inside = self.place + self.building + self.floor + self.room + self.note
        return self.town + self.village + self.road + self.lane + self.number + inside

    @property
    def text(self) -> str:
        """Return the whole address in its standard spelling."""
        return self.region + self.local
