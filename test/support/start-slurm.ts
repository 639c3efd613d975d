import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** A cluster of one node, of a test's own, with its files in a temporary folder. */
export type TestSlurm = {
  /** What its commands need. */
  readonly environment: { readonly SLURM_CONF: string };
  /** Resolves when no job waits or runs. */
  drained(): Promise<void>;
  stop(): Promise<void>;
};

/** The daemons change users and sign for them, which takes root. */
export function hasSlurm(): boolean {
  const programs = ['slurmctld', 'slurmd', 'munged'];
  return process.getuid?.() === 0 && programs.every((name) => spawnSync(name, ['-V']).status === 0);
}

/** Null where the daemons do not come up, as in some containers. */
export async function startSlurm(): Promise<TestSlurm | null> {
  // Sockets take short paths only.
  const root = mkdtempSync(join('/tmp', 'dgs-'));
  chmodSync(root, 0o755);
  for (const folder of ['munge', 'state', 'spool']) mkdirSync(join(root, folder), { mode: 0o700 });
  writeFileSync(join(root, 'munge', 'key'), randomBytes(1024), { mode: 0o600 });
  const [controller, node] = await Promise.all([freePort(), freePort()]);
  const name = hostname().split('.')[0] ?? 'localhost';
  const configuration = join(root, 'slurm.conf');
  writeFileSync(configuration, toConfiguration({ root, name, controller, node }));
  const environment = { SLURM_CONF: configuration };
  const children: ChildProcess[] = [];
  const daemon = (program: string, ...parameters: readonly string[]): void => {
    children.push(
      spawn(program, parameters, { stdio: 'ignore', env: { ...process.env, ...environment } }).on(
        'error',
        () => undefined,
      ),
    );
  };
  const place = (file: string): string => join(root, 'munge', file);
  daemon(
    'munged',
    ...['--foreground', '--force', `--key-file=${place('key')}`, `--socket=${join(root, 'munge.sock')}`],
    ...[`--pid-file=${place('pid')}`, `--seed-file=${place('seed')}`, `--log-file=${place('log')}`],
  );
  await setTimeout(300);
  daemon('slurmctld', '-D', '-f', configuration);
  daemon('slurmd', '-D', '-f', configuration, '-N', name);

  const ask = (program: string, ...parameters: readonly string[]): string | null => {
    const env = { ...process.env, ...environment };
    const { status, stdout } = spawnSync(program, parameters, { encoding: 'utf8', env, timeout: 10_000 });
    return status === 0 ? stdout.trim() : null;
  };
  const stop = async (): Promise<void> => {
    // The one that was started last first: it still needs the others.
    for (const child of children.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) continue;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await Promise.race([ended, setTimeout(5000)]);
      child.kill('SIGKILL');
    }
  };
  for (let attempt = 0; attempt < 40; attempt += 1) {
    if (ask('sinfo', '--noheader', '--format', '%T') === 'idle')
      return {
        ...{ environment, stop },
        async drained() {
          for (let look = 0; look < 600; look += 1) {
            if (ask('squeue', '--noheader') === '') return;
            await setTimeout(250);
          }
          throw new Error('Jobs of the cluster do not end.');
        },
      };
    await setTimeout(250);
  }
  await stop();
  return null;
}

type Cluster = {
  readonly root: string;
  readonly name: string;
  readonly controller: number;
  readonly node: number;
};

function toConfiguration({ root, name, controller, node }: Cluster): string {
  const settings = {
    ...{ ClusterName: 'test', SlurmctldHost: `${name}(127.0.0.1)`, SlurmUser: 'root', SlurmdUser: 'root' },
    ...{ AuthType: 'auth/munge', AuthInfo: `socket=${join(root, 'munge.sock')}`, CredType: 'cred/munge' },
    ...{ SlurmctldPort: controller, SlurmdPort: node },
    ...{ StateSaveLocation: join(root, 'state'), SlurmdSpoolDir: join(root, 'spool') },
    ...{ SlurmctldPidFile: join(root, 'controller.pid'), SlurmdPidFile: join(root, 'node.pid') },
    ...{ SlurmctldLogFile: join(root, 'controller.log'), SlurmdLogFile: join(root, 'node.log') },
    ...{ ProctrackType: 'proctrack/linuxproc', TaskPlugin: 'task/none', MpiDefault: 'none' },
    ...{ SelectType: 'select/cons_tres', SelectTypeParameters: 'CR_CPU' },
    ...{ JobAcctGatherType: 'jobacct_gather/none', AccountingStorageType: 'accounting_storage/none' },
    ...{ ReturnToService: 2, SchedulerParameters: 'sched_interval=1,batch_sched_delay=0', MaxArraySize: 4 },
    NodeName: `${name} NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN`,
    PartitionName: 'all Nodes=ALL Default=YES MaxTime=INFINITE State=UP',
  };
  return Object.entries(settings)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
