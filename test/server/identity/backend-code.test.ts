import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { PROOFS } from '../../../console/sites/identity/proofs.ts';
import { checkProof } from '../../../server/identity/check-proof.ts';

const SECRET = '0123456789abcdef'.repeat(4);

test('B4 makes with the code for Node, as the console shows it, a hash that the relay takes', () => {
  const userId = 'Zoë 4711';
  const program = `${PROOFS.Node.hash}\nprocess.stdout.write(hash);`;
  const given = `const userId = ${JSON.stringify(userId)};\n`;
  const words = ['--input-type=module', '--eval', given + program];
  const env = { COUNTERBELL_SECRET: SECRET };
  const hash = execFileSync(process.execPath, words, { encoding: 'utf8', env });
  expect(checkProof({ userId, hash }, [SECRET], 0)).toEqual({ claim: { userId } });
});
