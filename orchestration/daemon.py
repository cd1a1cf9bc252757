"""The daemon of a home: schedule, sensors, queue and run monitoring, Dagster's own, with the one thing that costs too much.

Dagster's daemon starts a new code server every minute, 5 s of CPU each, for ever. Here one is kept while it lives, for an
hour: then changed settings hold. Leans on how Dagster's daemon works inside.
"""

from __future__ import annotations

import logging
import time
from contextlib import ExitStack, suppress

from dagster._core.remote_representation.grpc_server_registry import GrpcServerRegistry, ServerRegistryEntry
from dagster._core.workspace.context import WorkspaceProcessContext
from dagster._daemon.controller import DAEMON_GRPC_SERVER_HEARTBEAT_TTL, DagsterDaemonController, create_daemons_from_instance
from dagster._grpc.constants import GrpcServerCommand
from dagster._utils.interrupts import capture_interrupts
from dagster._utils.log import configure_loggers

from ingest.home import Home
from orchestration.instance import open_instance
from orchestration.opening import bring_up_to_date
from orchestration.stopping import end_when_told
from orchestration.web import DEFINITIONS

KEPT_SECONDS = 3_600


class KeptServers(GrpcServerRegistry):
    """Code servers that are asked for anew every minute and started anew when they are gone, or old."""

    def clear_all_grpc_endpoints(self) -> None:
        if not all(self._is_good(entry) for entry in self._active_entries.values()):
            super().clear_all_grpc_endpoints()  # type: ignore[no-untyped-call]

    @staticmethod
    def _is_good(entry: object) -> bool:
        return (
            isinstance(entry, ServerRegistryEntry)
            and entry.process.server_process.poll() is None
            and time.time() - entry.creation_timestamp < KEPT_SECONDS
        )


def serve(home: Home) -> None:
    """Run the daemon until it is stopped, which is no failure. `THREEKEY_HOME` is set to the home, which is brought up to date
    first."""
    end_when_told()
    with suppress(KeyboardInterrupt):
        bring_up_to_date(home, lambda _holder: None)
        _serve(home)


def _serve(home: Home) -> None:
    with ExitStack() as stack:
        instance = stack.enter_context(open_instance(home))
        servers = stack.enter_context(
            KeptServers(
                instance_ref=instance.get_ref(),
                server_command=GrpcServerCommand.API_GRPC,
                heartbeat_ttl=DAEMON_GRPC_SERVER_HEARTBEAT_TTL,
                startup_timeout=instance.code_server_process_startup_timeout,
                log_level="warning",
                wait_for_processes_on_shutdown=instance.wait_for_local_code_server_processes_on_shutdown,
            )
        )
        daemons = [stack.enter_context(daemon) for daemon in create_daemons_from_instance(instance)]
        process = stack.enter_context(
            WorkspaceProcessContext(instance, workspace_load_target=DEFINITIONS, grpc_server_registry=servers)
        )
        configure_loggers(handler="default", formatter="colored", log_level=logging.getLevelName(logging.INFO))
        controller = stack.enter_context(DagsterDaemonController(process, daemons, grpc_server_registry=servers))
        stack.enter_context(capture_interrupts())  # its threads end in order; before them, there is nothing to end
        controller.check_daemon_loop()
