/**
 * Makes a fresh clone ready: installs packages and builds what is missing or older than its sources. Does nothing,
 * in a few milliseconds, when everything is there. Needs only Node and npm.
 */
import './install.mjs';
import './compile.mjs';
import './compile-ahead.mjs';
