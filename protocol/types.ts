import type { z } from 'zod';
import type * as api from './api.schema.ts';
import type * as events from './events.schema.ts';
import type * as frames from './frames.schema.ts';
import type * as ids from './ids.schema.ts';
import type * as sites from './site-settings.schema.ts';
import type * as text from './text.schema.ts';

export type SiteId = z.infer<typeof ids.siteIdSchema>;
export type SiteKey = z.infer<typeof ids.siteKeySchema>;
export type VisitorId = z.infer<typeof ids.visitorIdSchema>;
export type OperatorId = z.infer<typeof ids.operatorIdSchema>;
export type ChatId = z.infer<typeof ids.chatIdSchema>;
export type EventId = z.infer<typeof ids.eventIdSchema>;
export type VisitorToken = z.infer<typeof ids.visitorTokenSchema>;

export type Page = z.infer<typeof text.pageSchema>;
export type Author = z.infer<typeof events.authorSchema>;
export type EventBody = z.infer<typeof events.eventBodySchema>;
export type ChatEvent = z.infer<typeof events.chatEventSchema>;
export type VisitorSend = z.infer<typeof events.visitorSendSchema>;
export type OperatorSend = z.infer<typeof events.operatorSendSchema>;

export type ConsentMode = z.infer<typeof sites.consentModeSchema>;
export type SiteLanguage = z.infer<typeof sites.siteLanguageSchema>;
export type SiteSettings = z.infer<typeof sites.siteSettingsSchema>;
export type SiteInput = z.infer<typeof sites.siteInputSchema>;
export type PageSettings = z.infer<typeof sites.pageSettingsSchema>;

export type ConsentRecord = z.infer<typeof frames.consentRecordSchema>;
export type ChatState = z.infer<typeof frames.chatStateSchema>;
export type ChatHead = z.infer<typeof frames.chatHeadSchema>;
export type ChatSummary = z.infer<typeof frames.chatSummarySchema>;
export type OperatorPresence = z.infer<typeof frames.operatorPresenceSchema>;
export type VisitorHello = z.infer<typeof frames.visitorHelloSchema>;
export type VisitorFrame = z.infer<typeof frames.visitorFrameSchema>;
export type OperatorFrame = z.infer<typeof frames.operatorFrameSchema>;
export type ToVisitorFrame = z.infer<typeof frames.toVisitorFrameSchema>;
export type ToOperatorFrame = z.infer<typeof frames.toOperatorFrameSchema>;
/** Any frame the relay sends. */
export type RelayFrame = ToVisitorFrame | ToOperatorFrame;

export type Role = z.infer<typeof api.roleSchema>;
export type Operator = z.infer<typeof api.operatorSchema>;
export type SignIn = z.infer<typeof api.signInSchema>;
export type Link = z.infer<typeof api.linkSchema>;
export type OpenLink = z.infer<typeof api.openLinkSchema>;
export type Site = z.infer<typeof api.siteSchema>;
export type Invite = z.infer<typeof api.inviteSchema>;
export type Invited = z.infer<typeof api.invitedSchema>;
export type Addon = z.infer<typeof api.addonSchema>;
export type AddonInput = z.infer<typeof api.addonInputSchema>;
export type AddonField = z.infer<typeof api.addonFieldSchema>;
export type Delivery = z.infer<typeof api.deliverySchema>;
export type SearchHit = z.infer<typeof api.searchHitSchema>;
export type SearchAnswer = z.infer<typeof api.searchAnswerSchema>;
export type ErrorAnswer = z.infer<typeof api.errorSchema>;
