import { type FormAnswer, LIMITS, type SiteForm, type VisitorSend } from '../../protocol/index.ts';
import { type AnswerProblem, checkAnswers } from '../../protocol/later.ts';
import type { ChatRow, Decision } from '../storage/index.ts';

type Refusal = Extract<Decision, { refuse: unknown }>;
type FormSend = Extract<VisitorSend, { kind: 'form' }>;

interface Known {
  /** It is the chat that the visitor named. */
  readonly isNamed: boolean;
  /** An operator was in it at some time. Only what is said of a closed chat asks for it: a rating, and the survey. */
  readonly wasJoined: boolean;
  /** The site's own form that the event answers, as it is now. */
  readonly form: SiteForm | undefined;
}

/** Why a visitor's event may not go into their chat as it stands, or nothing where it may. Pure. */
export function whyNotSent(
  event: VisitorSend,
  chat: ChatRow,
  { isNamed, wasJoined, form }: Known,
): Refusal | undefined {
  if (isAboutChat(event)) {
    if (chat.last_seq === 0) return conflict('there is no chat yet');
    if (!isNamed) return conflict('a newer chat has begun');
  }
  switch (event.kind) {
    case 'message':
    case 'file':
    case 'closed':
      return undefined;
    case 'rating':
      return chat.state === 'active' || (chat.state === 'closed' && wasJoined)
        ? undefined
        : conflict(
            'a chat is rated while an operator is in it, or once it is closed after one was',
          );
    case 'form':
      return whyNoForm(event, chat, wasJoined) ?? whyNoAnswers(event, form);
  }
}

/** It says something about a chat that is there: it begins none, and opens none again. */
export function isAboutChat(event: VisitorSend): boolean {
  return event.kind === 'closed' || isOpinion(event);
}

/** What a visitor thinks of a chat, for which an operator must have been in it. */
export function isOpinion(event: VisitorSend): boolean {
  return event.kind === 'rating' || (event.kind === 'form' && event.form === 'postChat');
}

function whyNoForm({ form }: FormSend, chat: ChatRow, wasJoined: boolean): Refusal | undefined {
  if (form === 'preChat' && chat.last_seq > 0) return conflict('the chat has begun already');
  if (form !== 'postChat') return undefined;
  if (chat.surveyed) return conflict('the survey of this chat is answered already');
  if (chat.state !== 'closed') return conflict('the chat is not closed yet');
  return wasJoined ? undefined : conflict('no operator was in this chat');
}

function whyNoAnswers(
  { form: name, answers }: FormSend,
  form: SiteForm | undefined,
): Refusal | undefined {
  if (!form?.enabled) return wrong(`this site shows no ${name} form`);
  const [problem] = checkAnswers(form.fields, answers);
  return problem && wrong(sentenceFor(problem, answers));
}

function sentenceFor(
  { field, name, limit }: AnswerProblem,
  answers: readonly FormAnswer[],
): string {
  switch (name) {
    case 'missing':
      return `${field} is missing`;
    case 'not-an-address':
      return `${field} must be an e-mail address`;
    case 'not-a-number':
      return `${field} must be a phone number`;
    case 'not-an-option':
      return `${field} must be one of its options`;
    case 'too-long':
      return `${field} has a limit of ${limit} characters beside ${LIMITS.textCodePoints} for all answers`;
    case 'wrong-kind': {
      const given = answers.find((answer) => answer.field === field)?.value;
      return `${field} must be ${typeof given === 'boolean' ? 'text' : 'true or false'}`;
    }
    case 'other-label':
      return `${field} has another label now`;
    case 'twice':
      return `${field} is answered twice`;
    case 'unknown':
      return `${field} is not one of its fields`;
  }
}

function wrong(detail: string): Refusal {
  return { refuse: 'answers_wrong', detail };
}

function conflict(detail: string): Refusal {
  return { refuse: 'conflict', detail };
}
