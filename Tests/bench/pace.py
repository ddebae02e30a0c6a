"""Whether the inbox keeps pace."""
import asyncio
import time

# A delivery that has waited longer than this is not counted, nor is what comes after it.
AGE_LIMIT = 2.0


class Pace:
    """The age of the oldest unapplied delivery, ten times a second: (when, seconds). Use as `async with`."""

    def __init__(self, database):
        self.database, self.samples, self.is_over = database, [], False

    async def __aenter__(self):
        self.sampling = asyncio.create_task(self.sample())
        return self

    async def __aexit__(self, *_):
        self.is_over = True
        await self.sampling

    async def sample(self):
        while not self.is_over or not self.samples:
            self.samples.append((time.time(), await self.database.age()))
            await asyncio.sleep(0.1)

    @property
    def ages(self):
        return [age for _, age in self.samples]

    def late(self):
        """When the inbox was first too late; None where it never was."""
        return next((at for at, age in self.samples if age >= AGE_LIMIT), None)
