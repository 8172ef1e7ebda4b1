import { describe, expect, it } from 'vitest';
import { readSettings, renderSettings, SettingsError } from '../../../server/config/index.ts';

describe('settings', () => {
  it('have defaults for a relay on this machine', () => {
    expect(readSettings({ PORT: '' })).toEqual({
      host: '127.0.0.1',
      port: 8080,
      dataDir: './data',
      databaseUrl: '',
      databaseConnections: 10,
      redisUrl: '',
      publicUrl: null,
      trustProxy: false,
      logLevel: 'info',
      maxDatabaseMb: null,
      fileMaxBytes: 10 * 1_048_576,
      framesPerSecond: 15,
      hellosPerSecond: 500,
      hellosPerSecondAndAddress: 20,
      newVisitorsPerHourAndAddress: 600,
      addons: [],
      outgoingAllow: [],
    });
  });

  it('are read from the environment', () => {
    const settings = readSettings({
      PUBLIC_URL: 'https://chat.example.org/',
      TRUST_PROXY: '10.0.0.0/8, ::1',
      MAX_DATABASE_MB: '500',
      ADDONS: './one.js, two',
      OUTGOING_ALLOW: '192.168.1.5',
    });
    expect(settings).toMatchObject({
      publicUrl: 'https://chat.example.org',
      trustProxy: ['10.0.0.0/8', '::1'],
      maxDatabaseMb: 500,
      addons: ['./one.js', 'two'],
      outgoingAllow: ['192.168.1.5'],
    });
    expect(readSettings({ TRUST_PROXY: '2' }).trustProxy).toBe(2);
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '80a'],
    ['HOST', 'a host'],
    ['PUBLIC_URL', 'chat.example.org'],
    ['PUBLIC_URL', 'ftp://chat.example.org'],
    ['PUBLIC_URL', 'https://chat.example.org/path'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['LOG_LEVEL', 'loud'],
    ['MAX_DATABASE_MB', '0'],
    ['OUTGOING_ALLOW', 'localhost'],
    ['REDIS_URL', 'http://localhost'],
    ['DATABASE_URL', 'mysql://localhost/chat'],
    ['DATABASE_CONNECTIONS', '2'],
  ])('refuse %s=%s in one line with variable, value and what is allowed', (name, value) => {
    const read = () => readSettings({ [name]: value });
    expect(read).toThrow(SettingsError);
    expect(read).toThrow(
      new RegExp(`^${name} is "${value.replace(/[/.]/g, '\\$&')}"; allowed: .+\\.$`),
    );
  });

  it('never repeat a password', () => {
    const read = () => readSettings({ REDIS_URL: 'http://me:hush@localhost' });
    expect(read).toThrow('http://***@localhost');
  });

  it('refuse a bus for several relays on a database that only one can use', () => {
    const read = () => readSettings({ REDIS_URL: 'redis://localhost' });
    expect(read).toThrow('REDIS_URL is set and DATABASE_URL is empty');
  });

  it('refuse names that would silently do nothing', () => {
    expect(() => readSettings({ COUNTERBELL_PORT: '80' })).toThrow(
      'COUNTERBELL_PORT is not a setting; there are HOST, PORT',
    );
  });

  it('are described in docs/reference/settings.md as the schema says', async () => {
    const page = `# Settings\n\nMade from \`server/config/settings.schema.ts\`; all are environment variables.\n\n${renderSettings()}`;
    await expect(page).toMatchFileSnapshot('../../../docs/reference/settings.md');
  });
});
