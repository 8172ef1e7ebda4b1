import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { wrapWidget } from '../../../server/http/wrap-widget.ts';

describe('wrapWidget', () => {
  const widget = Buffer.from('given = __COUNTERBELL_PAGE_SETTINGS__; // ends in a comment');

  it('hands the settings to the widget, whatever text they hold', () => {
    const settings = { welcome: '</script><!--\u2028\u2029"\\ 👋' };
    const script = wrapWidget(widget, JSON.stringify(settings)).toString();
    const page = { given: undefined };
    runInNewContext(script, page);
    expect(page.given).toEqual(settings);
  });

  it('holds nothing that could end a script element or a line', () => {
    const script = wrapWidget(widget, JSON.stringify('</script>\u2028\u2029')).toString();
    expect(script).not.toMatch(/<|\u2028|\u2029/);
  });
});
