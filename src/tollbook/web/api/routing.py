"""The router of the API: reading and writing share addresses, so they share it."""

from ninja import Router

from tollbook.web.api.shapes import Fault

router = Router()
FAULTS = {400: Fault, 401: Fault, 403: Fault, 404: Fault, 422: Fault, 429: Fault}
WRITES = {**FAULTS, 409: Fault, 412: Fault, 503: Fault}
