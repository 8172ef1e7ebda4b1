import { readdirSync, readFileSync } from 'node:fs';

/** USER_HZ of Linux (proc(5)): what /proc counts CPU time in. */
const TICKS_PER_SECOND = 100;

/** Seconds of CPU, user and system, of a process and all it started that still run; a tracer's own are left out. */
export function cpuSecondsOf(pid: number): number {
  let ticks = 0;
  for (const id of treeOf(pid)) {
    const stat = statOf(id);
    if (stat && stat.command !== 'strace') ticks += stat.ticks;
  }
  return ticks / TICKS_PER_SECOND;
}

/** Resident memory of a process and all it started, in bytes; a tracer's is left out. */
export function residentBytesOf(pid: number): number {
  let bytes = 0;
  for (const id of treeOf(pid)) {
    if (statOf(id)?.command === 'strace') continue;
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readProc(id, 'status'))?.[1];
    bytes += Number(kilobytes ?? 0) * 1_024;
  }
  return bytes;
}

function treeOf(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    const parent = Number.isInteger(pid) ? statOf(pid)?.parent : undefined;
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

/** Fields 2, 4, 14 and 15 of /proc/PID/stat; the second, a name in brackets, may hold spaces. */
function statOf(pid: number): { command: string; parent: number; ticks: number } | undefined {
  const match = /^\d+ \((.*)\) (.*)$/s.exec(readProc(pid, 'stat'));
  if (!match) return undefined;
  const fields = match[2]?.split(' ') ?? [];
  return {
    command: match[1] ?? '',
    parent: Number(fields[1]),
    ticks: Number(fields[11]) + Number(fields[12]),
  };
}

/** Empty where the process has ended meanwhile. */
function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
