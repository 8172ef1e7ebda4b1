/** Languages that backends are written in. */
export const BACKENDS = ['Node', 'Python', 'PHP', 'Ruby'] as const;
export type Backend = (typeof BACKENDS)[number];

/** What a backend does with the secret: by its language's own means a hash, by a library a token. */
interface Proofs {
  readonly hash: string;
  readonly token: string;
}

/** What a page does with what its backend gave it. */
export const PAGE_CODE: Proofs = {
  hash: "Counterbell.identify({ userId: '4711', hash: '…' });",
  token: "Counterbell.identify({ token: '…' });",
};

/** The code for a backend; docs/IDENTITY.md has the same. */
export const PROOFS: Readonly<Record<Backend, Proofs>> = {
  Node: {
    hash: `import { createHmac } from 'node:crypto';

const secret = process.env.COUNTERBELL_SECRET;
const hash = createHmac('sha256', secret).update(userId).digest('hex');`,
    token: `import jwt from 'jsonwebtoken';

const secret = process.env.COUNTERBELL_SECRET;
const about = { algorithm: 'HS256', subject: userId, expiresIn: '1h' };
const token = jwt.sign({ name, email }, secret, about);`,
  },
  Python: {
    hash: `import hashlib, hmac, os

secret = os.environ["COUNTERBELL_SECRET"].encode()
hash = hmac.new(secret, user_id.encode(), hashlib.sha256).hexdigest()`,
    token: `import jwt, os, time  # PyJWT

secret = os.environ["COUNTERBELL_SECRET"]
claims = {"sub": user_id, "name": name, "email": email,
          "exp": int(time.time()) + 3600}
token = jwt.encode(claims, secret, algorithm="HS256")`,
  },
  PHP: {
    hash: `$secret = getenv('COUNTERBELL_SECRET');
$hash = hash_hmac('sha256', $userId, $secret);`,
    token: `use Firebase\\JWT\\JWT;

$secret = getenv('COUNTERBELL_SECRET');
$claims = ['sub' => $userId, 'name' => $name, 'email' => $email,
           'exp' => time() + 3600];
$token = JWT::encode($claims, $secret, 'HS256');`,
  },
  Ruby: {
    hash: `require 'openssl'

secret = ENV.fetch('COUNTERBELL_SECRET')
hash = OpenSSL::HMAC.hexdigest('SHA256', secret, user_id)`,
    token: `require 'jwt'

secret = ENV.fetch('COUNTERBELL_SECRET')
claims = { sub: user_id, name: name, email: email,
           exp: Time.now.to_i + 3600 }
token = JWT.encode(claims, secret, 'HS256')`,
  },
};
