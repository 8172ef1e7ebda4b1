/** `npm start`: makes ready what is missing, then runs the relay with its demo shop. */
import './prepare.mjs';

process.argv.splice(2, 0, 'demo');
await import('../dist/relay/main.js');
