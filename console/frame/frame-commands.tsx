import { useLocation } from 'preact-iso';
import type { OperatorClient } from '../../client/index.ts';
import type { Operator } from '../../protocol/index.ts';
import { type Command, useCommands } from '../commands/index.ts';
import { leave } from '../leaving/index.ts';
import { chooseLanguage, live, signOut } from '../session.ts';
import { languageChoice, languageChoices, t } from '../text/index.ts';
import { setTheme, THEMES, theme } from '../ui/index.ts';
import { ownScreensOf, screensOf } from './screens.ts';

interface FrameCommandsProps {
  readonly operator: Operator;
  readonly client: OperatorClient;
}

/** What can be done on every screen. Draws nothing. */
export function FrameCommands({ operator, client }: FrameCommandsProps) {
  const { route } = useLocation();
  useCommands(
    [
      ...goCommands(operator, route),
      acceptingCommand(operator, client),
      ...lookCommands(),
      { id: 'frame.sign-out', words: t('signOut'), run: () => leave(() => void signOut()) },
    ],
    'frame',
  );
  return null;
}

function goCommands(operator: Operator, route: (path: string) => void): Command[] {
  return [...screensOf(operator), ...ownScreensOf(operator)].map(({ path, words }) => ({
    id: `frame.go:${path}`,
    words: t('goTo', { screen: t(words) }),
    run: () => route(path),
  }));
}

function acceptingCommand({ role }: Operator, client: OperatorClient): Command {
  const isAccepting = live.value?.me?.accepting ?? false;
  return {
    id: 'frame.accepting',
    words: t(isAccepting ? 'stopAccepting' : 'startAccepting'),
    isAvailable: () => role !== 'viewer' && live.peek()?.connection.name === 'open',
    run: () => client.setAccepting(!isAccepting),
  };
}

function lookCommands(): Command[] {
  return [
    ...THEMES.map((name) => ({
      id: `frame.theme:${name}`,
      words: t('setTheme', { name: t(`theme-${name}`) }),
      isAvailable: () => theme.peek() !== name,
      run: () => setTheme(name),
    })),
    ...languageChoices().map(({ name, words }) => ({
      id: `frame.language:${name}`,
      words: t('setLanguage', { name: words }),
      isAvailable: () => languageChoice.peek() !== name,
      run: () => void chooseLanguage(name),
    })),
  ];
}
