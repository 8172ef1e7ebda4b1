/** Every limit of protocol v1. Sizes in bytes or Unicode code points, times in milliseconds, as the names say. */

/** One WebSocket frame or one POST /v1/frames body. */
export const frameBytes = 65_536;
/** One message or note, or all answers to a form together. */
export const textCodePoints = 8_000;
export const nameCodePoints = 100;
/** Fields of one form. */
export const formFields = 20;
export const labelCodePoints = 300;
/** All labels of one form together: with its answers they must fit into one frame. */
export const formLabelsCodePoints = 4_000;
/** What one field gives to choose from. */
export const formOptions = 50;
export const optionCodePoints = 100;
/** One answer in a line; all answers of a form together have `textCodePoints`. */
export const answerCodePoints = 300;
/** What a visitor adds to a rating. */
export const commentCodePoints = 1_000;
/** A file's name; a longer one is cut before its ending. */
export const fileNameCodePoints = 100;
/** Files that one chat's visitor and operators may have sent each other, in all their chats. */
export const filesPerVisitor = 500;
/** Files one visitor or operator may upload in an hour. */
export const filesPerHour = 60;
/** RFC 5321 section 4.5.3.1.3: a path of 256 octets less its two angle brackets. */
export const emailChars = 254;
/** What a site calls a user of its own, in `identify`. */
export const userIdCodePoints = 128;
/** A token that proves who a user is. */
export const identityTokenChars = 4_096;
/** A site's secrets, so that one can follow the other. */
export const identitySecrets = 2;
export const urlChars = 2_048;
export const titleCodePoints = 300;
/** Most events one `fetch` or one replay after `welcome` may bring; a client asks again for more. */
export const fetchEvents = 200;
/** How far a client may run ahead before `rate_limited`: a bucket of this many frames … */
export const frameBurst = 40;
/** … refilled at this rate. */
export const framesPerSecond = 15;
/** A socket that has not said `hello` by then is closed. */
export const helloTimeoutMs = 10_000;
/** The relay writes an empty comment to a stream this often, so that its reader notices when it has gone dead. */
export const streamBeatMs = 20_000;
/** A client sends `ping` about this often (± 20 %); browsers cannot see protocol pings. */
export const heartbeatMs = 25_000;
/** A reader shows "is typing" for this long after the last `typing` frame. */
export const typingShownMs = 6_000;
/** A colleague counts as looking at a chat for this long after the last `looking` frame, which comes with each heartbeat. */
export const lookingShownMs = 75_000;
/** At most one `typing` frame in this time. */
export const typingEveryMs = 2_500;
/** What a visitor has written so far, where the site shows it to operators: at most this much of it … */
export const previewCodePoints = 1_000;
/** … at most once in this time … */
export const previewEveryMs = 1_000;
/** … and for this long after the last of it came. */
export const previewShownMs = 60_000;
/** So much of a message stands in a quotation of it. */
export const quoteCodePoints = 200;
/** Chats one operator handles at once unless their account says otherwise. */
export const chatsPerOperator = 6;
/** A tag's name. */
export const tagNameCodePoints = 40;
/** Tags of one installation, those of all its sites together. */
export const tags = 500;
export const tagsPerChat = 20;
/** An account may say at most so many chats at once. */
export const chatLimitMost = 100;
/** Operators in one group, and sites it serves. */
export const groupEntries = 500;
/** The longest ban that ends by itself: a year. */
export const banMinutes = 525_600;
export const banReasonCodePoints = 300;
/** The most that a site may set for how often a visitor may write the same … */
export const guardRepeats = 100;
/** … and for how many links they may write before somebody answers. */
export const guardLinks = 100;
/** Bans in one answer. */
export const bansListed = 500;
/** What is typed after the stroke, in UTF-16 units. */
export const shortcutChars = 40;
/** For everybody, or for one site, group or operator. */
export const cannedResponsesPerScope = 500;
export const filesPerCannedResponse = 5;
export const macroNameCodePoints = 60;
/** As of canned responses. */
export const macrosPerScope = 100;
export const stepsPerMacro = 10;
/** A site's logo or an operator's photo. */
export const pictureBytes = 32_768;
/** What is searched for. */
export const searchCodePoints = 200;
/** What a page's address must hold to be found by it. */
export const filterCodePoints = 200;
export const viewNameCodePoints = 50;
/** Views of one operator, and as many shared ones. */
export const views = 50;
/** Exports that one relay writes at once. */
export const exportsAtOnce = 3;
/** What a page tells of its visitor: so many attributes … */
export const attributes = 50;
/** … of which each has a name of so much … */
export const attributeNameCodePoints = 64;
/** … and, where it is text, a value of so much; … */
export const attributeCodePoints = 300;
/** … all of them together as JSON, in UTF-16 units, so that they fit into one frame. */
export const attributesChars = 20_000;
/** What a page tells of orders and carts: so many items, … */
export const basketItems = 50;
/** … each at most so many times, … */
export const quantity = 1_000_000;
/** … for so much, in the currency's own unit; … */
export const amount = 1_000_000_000_000;
/** … what orders and items are known by; … */
export const basketIdCodePoints = 64;
/** … and all of an order, or of a cart, as JSON, in UTF-16 units. */
export const basketChars = 20_000;
/** What an event or a goal is called, … */
export const trackNameCodePoints = 64;
/** … how much more is told of it: each as an attribute; … */
export const trackProperties = 20;
/** … and all of it together as JSON, in UTF-16 units. */
export const trackChars = 4_000;
/** Orders of one visitor that are kept, and as many events and goals: the last ones. All of them are in one answer to operators. */
export const tracksPerVisitor = 20;
/** Goals that one chat reached, at most. */
export const goalsPerChat = 20;
/** Goals of one site by which chats can be chosen: those that were reached last. */
export const goalsPerSite = 100;
/** One note of an operator about a visitor. */
export const visitorNoteCodePoints = 2_000;
export const notesPerVisitor = 200;
/** Pages of a chat's visitor that are kept with the chat: the last ones. */
export const pagesPerChat = 50;
/** Visitors on the site that one page of the console's list shows. */
export const visitorsShown = 50;
