import { saveFile, type TranscriptForm, transcriptOf } from '../../../client/later.ts';
import { asText, type ChatView, type Step } from '../../../protocol/index.ts';
import type { Translator } from '../../text/index.ts';

/** Saves what was said in the visitor's browser, in the language of the panel. */
export function saveTranscript(
  items: ChatView['items'],
  words: Translator,
  form: TranscriptForm,
): void {
  const { tag: language, direction } = words;
  const dates = new Intl.DateTimeFormat(words.local, { dateStyle: 'full' });
  const title = `${words.say('title')} · ${location.hostname}`;
  const { name, type, text } = transcriptOf(
    { items },
    {
      language,
      direction,
      title,
      author: ({ author, authorName }) =>
        author.role === 'visitor' ? words.say('you') : asText(authorName) || words.say('operator'),
      step: (step) => sentenceFor(step, words),
      day: (at) => dates.format(at),
      time: words.time,
    },
    form,
  );
  saveFile(name, new Blob([text], { type }));
}

function sentenceFor({ body }: Step, words: Translator): string {
  switch (body.kind) {
    case 'joined':
      return words.say('joined', { name: asText(body.operator.name) || words.say('operator') });
    case 'closed':
      return words.say('closed');
    case 'reopened':
      return words.say('reopened');
    case 'rating': {
      const thumb = body.good ? '👍' : '👎';
      return body.comment === undefined ? thumb : `${thumb} ${asText(body.comment)}`;
    }
    default:
      return '';
  }
}
