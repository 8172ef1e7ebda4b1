/** Papercups' chat on a page, as its own guide for React has it; the addresses are those of the site that serves this. */
import { ChatWidget } from '@papercups-io/chat-widget';
import { createElement } from 'react';
import { render } from 'react-dom';

const { origin } = new URL(document.currentScript.src);
const place = document.createElement('div');
document.body.append(place);
render(
  createElement(ChatWidget, {
    token: '00000000-0000-4000-8000-000000000000',
    title: 'Chat',
    subtitle: 'Ask us anything',
    primaryColor: '#4f46e5',
    baseUrl: origin,
    iframeUrlOverride: `${origin}/frame.html`,
  }),
  place,
);
