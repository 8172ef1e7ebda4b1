import type { Page } from 'playwright-core';

/** What of the widget is cut off or stands out at a side: each element's class and text. */
export function lostContent(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('counterbell-widget')?.shadowRoot;
    const lost: string[] = [];
    for (const element of root?.querySelectorAll<HTMLElement>('*') ?? []) {
      if (element.closest('.hidden, svg') || !element.checkVisibility({ visibilityProperty: true }))
        continue;
      const { left, right, width } = element.getBoundingClientRect();
      const isOutside = width > 0 && (left < -1 || right > innerWidth + 1);
      const isCut =
        getComputedStyle(element).overflowX !== 'visible' &&
        element.scrollWidth > element.clientWidth + 1;
      if (isOutside || isCut)
        lost.push(`${element.className || element.tagName}: ${element.textContent?.slice(0, 40)}`);
    }
    return lost;
  });
}

/** Controls that cannot be focused, or are covered once they have the focus (WCAG 2.4.11). */
export function crowdedControls(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('counterbell-widget')?.shadowRoot;
    const crowded: string[] = [];
    for (const control of root?.querySelectorAll<HTMLElement>('button, a, input, textarea') ?? []) {
      const isShown = control.checkVisibility({ visibilityProperty: true });
      if (!isShown || control.matches(':disabled')) continue;
      control.focus();
      const { left, top, width, height } = control.getBoundingClientRect();
      const found = root?.elementFromPoint(left + width / 2, top + height / 2);
      const isReached = root?.activeElement === control && found && control.contains(found);
      if (!isReached)
        crowded.push(
          `${control.ariaLabel ?? control.textContent}: ${left} ${top} ${width} ${height} ${found?.className}`,
        );
    }
    return crowded;
  });
}

/** Controls that are smaller than this in a direction, but for links within a sentence (WCAG 2.5.8). */
export function smallControls(page: Page, least: number): Promise<string[]> {
  return page.evaluate((pixels) => {
    const root = document.querySelector('counterbell-widget')?.shadowRoot;
    const controls = [...(root?.querySelectorAll<HTMLElement>('button, input, textarea') ?? [])];
    return controls
      .filter((control) => control.checkVisibility({ visibilityProperty: true }))
      .map((control) => ({ control, box: control.getBoundingClientRect() }))
      .filter(({ box }) => box.width < pixels || box.height < pixels)
      .map(({ control, box }) => `${control.className}: ${box.width} × ${box.height}`);
  }, least);
}

/** What moves in the widget now. */
export function animationsIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('counterbell-widget')?.shadowRoot;
    return (root?.getAnimations() ?? []).map((animation) => animation.constructor.name);
  });
}

/** Icons that hardly stand out from what is behind them (WCAG 1.4.11 asks for 3 to 1). */
export function faintIcons(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const partsOf = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (colour: string) => {
      const [red = 0, green = 0, blue = 0] = partsOf(colour).map((part) =>
        part <= 10 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const behind = (element: Element | null): string => {
      if (!element) return getComputedStyle(document.documentElement).backgroundColor;
      const { backgroundColor } = getComputedStyle(element);
      return partsOf(backgroundColor)[3] === 0 ? behind(element.parentElement) : backgroundColor;
    };
    const root = document.querySelector('counterbell-widget')?.shadowRoot;
    const faint: string[] = [];
    for (const icon of root?.querySelectorAll('svg, .start i') ?? []) {
      const { borderTopColor, stroke } = getComputedStyle(icon);
      const own = luminance(icon instanceof SVGElement ? stroke : borderTopColor);
      const ground = luminance(behind(icon.parentElement));
      const contrast = (Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05);
      if (contrast < 3) faint.push(`${icon.parentElement?.className}: ${contrast}`);
    }
    return faint;
  });
}

/** Controls that do not show that they have the focus, by an outline of their own or around their frame. */
export async function unmarkedFocus(page: Page): Promise<string[]> {
  // Browsers mark the focus for who uses the keyboard.
  await page.keyboard.press('Tab');
  return page.evaluate(() => {
    const root = document.querySelector('counterbell-widget')?.shadowRoot;
    const unmarked: string[] = [];
    for (const control of root?.querySelectorAll<HTMLElement>('button, a, input, textarea') ?? []) {
      if (control.matches(':disabled') || !control.checkVisibility({ visibilityProperty: true }))
        continue;
      control.focus();
      const marks = [control, control.closest('form')].map((element) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element ?? control);
        return outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth);
      });
      if (Math.max(...marks) < 1) unmarked.push(control.ariaLabel ?? control.innerText);
    }
    return unmarked;
  });
}
