import type { InitOptions } from '../loader/index.ts';

const PIXELS = /^\d{1,3}$/;
const SIZE = /^[2-9]\d\d$/;
/** 320 at least: lower than that there is no room to chat in. */
const HEIGHT = /^(3[2-9]|[4-9]\d)\d$/;
const TEXT = /\S/;

/** The form of each option; docs/LOOKS.md says the same in words. */
export const FORMS = {
  consent: /^(strict|banner|external)$/,
  language: /^[a-z]{2,3}(-\w{2,8})*$/i,
  colour: /^#[0-9a-f]{6}$/i,
  scheme: /^(auto|light|dark)$/,
  position: /^(end|start)$/,
  x: PIXELS,
  y: PIXELS,
  width: SIZE,
  height: HEIGHT,
  radius: /^\d\d?$/,
  layer: /^\d{1,10}$/,
  launcher: /^(shown|hidden|#\S+)$/,
  embed: /^#\S+$/,
  title: TEXT,
  welcome: TEXT,
  logo: /^\w{32}$/,
  photos: /^(true|false)$/,
} satisfies Record<Exclude<keyof InitOptions, 'site' | 'relay'>, RegExp>;
