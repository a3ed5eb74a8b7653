"""An embedded portal that speaks docs/contract.md over real HTTP on loopback.

For demonstrations, training and tests; never on a terminal. It needs the extra `sandbox`.
"""


class MissingExtraError(ImportError):
    """Starlette or uvicorn is not installed; says which extra brings them."""


try:
    from kiosk.sandbox.running import PORT, Sandbox, run
except ModuleNotFoundError as error:
    if (error.name or "").partition(".")[0] not in {"starlette", "uvicorn"}:
        raise
    raise MissingExtraError(
        f"The embedded portal needs {error.name}. Install the extra 'sandbox': "
        "pip install 'schalter[sandbox]'"
    ) from error

__all__ = ["PORT", "MissingExtraError", "Sandbox", "run"]
