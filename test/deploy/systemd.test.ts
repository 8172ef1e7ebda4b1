import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readSettings } from '../../server/config/index.ts';
import { SETTINGS } from '../../server/config/settings.schema.ts';
import { ROOT, readProjectFile } from '../checks/source-files.ts';
import { newFolder, removeFolder } from '../helpers/folders.ts';
import { readAssignments, valuesOf } from './read-unit.ts';

const text = readProjectFile('deploy/counterbell.service');
const unit = readAssignments(text);
/** Of a key that comes more than once, the last value. */
const own: Record<string, string> = Object.fromEntries(unit.map(({ key, value }) => [key, value]));
const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

describe('counterbell.service', () => {
  test(`has no option that systemd does not know${hasSystemd ? '' : ' (unchecked: systemd-analyze is not here)'}`, async () => {
    const folder = await newFolder();
    onTestFinished(() => removeFolder(folder));
    const file = join(folder, 'counterbell.service');
    // Node may be elsewhere on this machine; systemd looks whether the program is there.
    await writeFile(file, text.replace('/usr/bin/node', process.execPath));
    const { stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', file], {
      encoding: 'utf8',
    });
    expect((stderr ?? '').split('\n').filter((line) => line.includes('counterbell'))).toEqual([]);
  });

  test('starts the file that the build makes, as a user of its own', () => {
    const [program, main = '', command] = (own.ExecStart ?? '').split(' ');
    expect([program, command]).toEqual(['/usr/bin/node', 'serve']);
    expect(existsSync(join(ROOT, main.replace(`${own.WorkingDirectory}/`, '')))).toBe(true);
    expect([own.User, own.Group]).toEqual(['counterbell', 'counterbell']);
  });

  test('keeps the data in the one folder that it may write', () => {
    expect(own).toMatchObject({ ProtectSystem: 'strict', StateDirectoryMode: '0700' });
    expect(valuesOf(unit, 'Environment')).toContain(`DATA_DIR=/var/lib/${own.StateDirectory}`);
    expect(own.ReadWritePaths).toBeUndefined();
  });

  test('lets Node compile, starts it again after a failure, and gives it time to stop', () => {
    expect(own.MemoryDenyWriteExecute).toBeUndefined();
    expect(own.Restart).toBe('on-failure');
    expect(own.RestartPreventExitStatus).toBeUndefined();
    expect(own.StartLimitIntervalSec).toBe('0');
    expect(Number(own.TimeoutStopSec)).toBeGreaterThan(10);
  });
});

describe('counterbell.env', () => {
  test('has settings that exist, with values that they take, those in comments too', () => {
    const settings = readProjectFile('deploy/counterbell.env').replaceAll(/^#(?=[A-Z_]+=)/gm, '');
    const given = readAssignments(settings);
    expect(given.length).toBeGreaterThan(3);
    const environment = Object.fromEntries(given.map(({ key, value }) => [key, value]));
    expect(Object.keys(environment).filter((name) => !(name in SETTINGS))).toEqual([]);
    expect(readSettings(environment)).toMatchObject({
      trustProxy: 1,
      publicUrl: 'https://chat.example.org',
    });
  });
});
