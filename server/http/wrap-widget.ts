/**
 * Puts a site's settings into the widget's script, as the argument of a function around it: one request then draws the
 * right launcher. `settings` is JSON.
 */
export function wrapWidget(widget: Buffer, settings: string): Buffer {
  return Buffer.concat([
    Buffer.from('(function(__COUNTERBELL_PAGE_SETTINGS__){'),
    widget,
    // On a line of its own: the widget may end in a comment.
    Buffer.from(`\n})(${escapeForScript(settings)});\n`),
  ]);
}

/**
 * JSON that stays JSON wherever the script is pasted: no `<` that could end a script element, and neither of the line
 * ends that JSON allows and scripts before ES2019 do not.
 */
function escapeForScript(json: string): string {
  return json
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
