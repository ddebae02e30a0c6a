"""The two screens that every test runs at, and others."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Screen:
    name: str
    width: int
    height: int
    is_phone: bool

    def __str__(self):
        return self.name

    @property
    def options(self):
        """For a new browser context. The clinic is in Pune, wherever the tests run."""
        return {"viewport": {"width": self.width, "height": self.height}, "device_scale_factor": 1,
                "is_mobile": self.is_phone, "has_touch": self.is_phone,
                "locale": "en-IN", "timezone_id": "Asia/Kolkata"}


PHONE = Screen("phone", 390, 844, True)
DESKTOP = Screen("desktop", 1440, 900, False)
SMALL_PHONE = Screen("small phone", 360, 740, True)
TABLET = Screen("tablet", 768, 1024, False)
