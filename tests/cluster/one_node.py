"""A Slurm of one node for tests: munged, slurmctld and slurmd as plain processes over a temporary folder.

Nothing of the system is touched: no systemd, no /etc/slurm, no accounts, and any user may do it. The node claims more
cores than the machine may have, so that a few small tasks run at once.
"""

import getpass
import os
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

NEEDED = ("munged", "slurmctld", "slurmd", "sbatch", "squeue", "scancel", "scontrol")
WHERE = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"))
"""Daemons lie where only the administrator looks."""
WHAT_TO_DO = "there is no Slurm here to test with: on Debian, apt install slurm-wlm munge"
PATIENCE_S = 30.0
N_CPUS = 4
CONFIGURATION = """
ClusterName=one
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller_port}
SlurmdPort={node_port}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
CredType=cred/munge
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
JobCompType=jobcomp/none
MpiDefault=none
MailProg=/bin/true
ReturnToService=2
KillWait=1
MessageTimeout=2
SlurmdParameters=config_overrides
SchedulerType=sched/builtin
SchedulerParameters=batch_sched_delay=0,sched_interval=1,sched_min_interval=0
NodeName={host} NodeAddr=127.0.0.1 CPUs={n_cpus} RealMemory=1000 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=60 State=UP
"""


@dataclass(kw_only=True)
class Cluster:
    """A running Slurm; commands find it by `environment`."""

    folder: Path
    host: str
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict[str, "subprocess.Popen[bytes]"])

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment of commands that shall speak to this Slurm."""
        return {**os.environ, "SLURM_CONF": str(self.folder / "slurm.conf")}

    def ask(self, *command: str) -> str:
        """What a command of Slurm answers."""
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False, timeout=PATIENCE_S
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def states(self, job: str) -> dict[str, str]:
        """The state of each task of a job."""
        rows = self.ask("squeue", "-h", "-r", "-t", "all", "-j", job, "-o", "%K %T").split("\n")
        return dict(row.split(maxsplit=1) for row in rows if row)

    def jobs(self) -> set[str]:
        """The jobs that wait or run."""
        return set(self.ask("squeue", "-h", "-o", "%F").split())

    def start(self, name: str, *arguments: str) -> None:
        """Start a daemon in the foreground of its own process."""
        program = shutil.which(name, path=WHERE)
        assert program is not None
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [program, *arguments], env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def start_controller(self, *arguments: str) -> None:
        """Start the controller; `-c` lets it begin without what it knew."""
        self.start("slurmctld", "-D", *arguments)

    def stop(self, name: str) -> None:
        """End a daemon."""
        process = self.processes.pop(name)
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def wait_idle(self) -> None:
        """Wait until the node waits for tasks; tells what the daemons said when it does not come to that."""

        def is_idle() -> bool:
            command = ["sinfo", "-h", "-o", "%T"]
            done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
            return done.stdout.strip() == "idle"

        until(is_idle, otherwise=self.said)

    def said(self) -> str:
        """The last lines of each daemon."""
        logs = sorted(self.folder.glob("*.log"))
        return "\n".join(f"{log.name}: {log.read_text(errors='replace')[-800:]}" for log in logs)


def until(holds: Callable[[], object], *, seconds: float = PATIENCE_S, otherwise: Callable[[], str] = str) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, otherwise()
        time.sleep(0.1)


def missing() -> list[str]:
    """The programs of Slurm and munge that are not here."""
    return [name for name in NEEDED if shutil.which(name, path=WHERE) is None]


def start() -> Cluster:
    """A Slurm of one node that is ready for jobs; `end` it."""
    folder = Path(tempfile.mkdtemp(prefix="xlr-slurm-"))  # short, since the path of a socket must be
    host = socket.gethostname().partition(".")[0]
    cluster = Cluster(folder=folder, host=host)
    for name in ("state", "spool"):
        (folder / name).mkdir()
    (folder / "munge.key").write_bytes(secrets.token_bytes(128))
    (folder / "munge.key").chmod(0o600)
    controller_port, node_port = _free_ports(2)
    configuration = CONFIGURATION.format(
        host=host,
        folder=folder,
        user=getpass.getuser(),
        controller_port=controller_port,
        node_port=node_port,
        n_cpus=N_CPUS,
    )
    (folder / "slurm.conf").write_text(configuration, encoding="utf-8")
    (folder / "cgroup.conf").write_text(f"CgroupPlugin={_no_cgroups()}\n", encoding="utf-8")
    files = [f"--{name}-file={folder}/munge.{name}" for name in ("key", "pid", "log", "seed")]
    try:
        cluster.start("munged", "--foreground", "--force", f"--socket={folder}/munge.socket", *files)
        until((folder / "munge.socket").exists, otherwise=cluster.said)
        cluster.start_controller()
        cluster.start("slurmd", "-D")
        cluster.wait_idle()
    except BaseException:
        _stop_all(cluster)
        raise
    return cluster


def end(cluster: Cluster) -> None:
    """Cancel what runs, stop the daemons and remove the folder."""
    jobs = cluster.jobs()
    if jobs:
        cluster.ask("scancel", *jobs)
        until(lambda: not cluster.jobs(), otherwise=cluster.said)
    _stop_all(cluster)


def _stop_all(cluster: Cluster) -> None:
    for name in reversed(list(cluster.processes)):
        cluster.stop(name)
    shutil.rmtree(cluster.folder)


def _free_ports(n: int) -> Sequence[int]:
    sockets = [socket.socket() for _ in range(n)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def _no_cgroups() -> str:
    """What lets slurmd alone with control groups, which containers seldom may write: versions differ."""
    program = shutil.which("slurmd", path=WHERE) or "slurmd"
    said = subprocess.run([program, "-V"], capture_output=True, text=True, check=True).stdout
    version = tuple(map(int, re.findall(r"\d+", said)[:2]))
    return "disabled" if version >= (23, 2) else "cgroup/v1"
