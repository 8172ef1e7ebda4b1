import { z } from 'zod';

const uuid = z.uuid({ error: 'must be a UUID' });

/** A site's internal id (the public one is its key). */
export const siteIdSchema = uuid.brand<'SiteId'>();
/** What stands in the snippet: `cb_` and 20 characters; public, not a secret. */
export const siteKeySchema = z
  .string()
  .regex(/^cb_[a-z0-9]{20}$/, 'must be a site key: cb_ and 20 small letters or digits')
  .brand<'SiteKey'>();
export const visitorIdSchema = uuid.brand<'VisitorId'>();
/** What an operator noted about a visitor. */
export const visitorNoteIdSchema = uuid.brand<'VisitorNoteId'>();
export const operatorIdSchema = uuid.brand<'OperatorId'>();
export const groupIdSchema = uuid.brand<'GroupId'>();
export const chatIdSchema = uuid.brand<'ChatId'>();
export const fileIdSchema = uuid.brand<'FileId'>();
export const tagIdSchema = uuid.brand<'TagId'>();
export const cannedResponseIdSchema = uuid.brand<'CannedResponseId'>();
export const macroIdSchema = uuid.brand<'MacroId'>();
/** Of a secret that a site's backend proves its users with; not the secret itself. */
export const secretIdSchema = uuid.brand<'SecretId'>();
/** An event's id, made by its author: UUIDv7 (RFC 9562 section 5.7), unique per author. */
export const eventIdSchema = z
  .uuid({ version: 'v7', error: 'must be a UUID of version 7' })
  .brand<'EventId'>();
/** The visitor's secret: 128 random bits in hexadecimal. Stored only as a hash. */
export const visitorTokenSchema = z
  .string()
  .regex(/^[0-9a-f]{32}$/, 'must be 32 hexadecimal digits')
  .brand<'VisitorToken'>();
