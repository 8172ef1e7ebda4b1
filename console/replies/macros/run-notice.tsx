import { t } from '../../text/index.ts';
import { Icon } from '../../ui/index.ts';
import { asText } from '../../visitors/index.ts';
import { stepWords } from './step-words.ts';
import type { RunNow } from './use-macros.ts';

/** How a macro goes on in this chat, and which step stopped it and why. */
export function RunNotice({ run: now, onClose }: { run: RunNow | undefined; onClose: () => void }) {
  return (
    <div class="macro-run" aria-live="polite">
      {now && <RunWords now={now} onClose={onClose} />}
    </div>
  );
}

function RunWords({ now: { macro, run }, onClose }: { now: RunNow; onClose: () => void }) {
  const name = asText(macro.name);
  const count = macro.steps.length;
  if (run.name === 'done') return <p class="hidden">{t('macroDone', { name })}</p>;
  const place = run.step + 1;
  if (run.name === 'running') {
    return <p class="small muted">{t('macroRunning', { name, place, count })}</p>;
  }
  const step = macro.steps[run.step];
  return (
    <div class="row small failed">
      <span>
        {t('macroStopped', {
          name,
          place,
          count,
          step: step ? stepWords(step) : '',
          reason: asText(run.reason),
        })}
      </span>
      <button type="button" class="bare" aria-label={t('close')} onClick={onClose}>
        <Icon name="close" />
      </button>
    </div>
  );
}
