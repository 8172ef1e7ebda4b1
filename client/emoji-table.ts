/** Common emoji, each with the English words it is found by; in the order they are shown. */
const TABLE = `
😀 grin happy smile
😃 happy joy smile
😄 laugh happy smile
😁 beam grin teeth
😅 sweat relief nervous
😂 laugh tears joy lol
🤣 rolling laugh lol
😊 blush smile pleased
🙂 smile fine
🙃 upside down irony
😉 wink
😍 love heart eyes
🥰 love hearts adore
😘 kiss love
😋 yummy tasty delicious
😛 tongue
😜 wink tongue crazy
🤪 zany crazy
🤗 hug
🤭 oops giggle
🤔 think hmm
🤨 doubt eyebrow
😐 neutral
😑 blank expressionless
😶 speechless quiet
😏 smirk
😒 annoyed unamused
🙄 eye roll
😬 grimace awkward
😌 relieved calm
😔 sad pensive
😪 sleepy
😴 sleep tired
😷 mask ill sick
🤒 fever ill sick
🤕 hurt bandage
🤢 nausea sick
🥵 hot
🥶 cold freezing
🤯 mind blown
🥳 party celebrate birthday
😎 cool sunglasses
🤓 nerd glasses
🧐 monocle inspect
😕 confused
😟 worried
🙁 frown sad
😮 surprised wow
😲 astonished wow
😳 flushed embarrassed
🥺 please pleading
😢 cry sad tear
😭 cry sob
😱 scream fear
😖 confounded
😞 disappointed sad
😩 weary tired
😫 tired
😤 huff angry
😡 angry rage
😠 angry mad
🤬 swear angry
😈 devil mischief
💀 skull dead
💩 poo
🤖 robot bot
👻 ghost
👋 wave hello hi bye
🤚 hand back
✋ hand stop high five
👌 ok perfect
🤌 pinched
✌️ peace victory
🤞 fingers crossed luck
🤟 love you
🤘 rock
👈 left point
👉 right point
👆 up point
👇 down point
☝️ up one
👍 thumbs up yes good like
👎 thumbs down no bad
✊ fist
👊 fist bump
👏 clap applause bravo
🙌 hooray hands
👐 open hands
🤝 handshake deal
🙏 please thanks pray
✍️ write
💪 strong muscle
👀 eyes look see
🧠 brain
🫶 heart hands
💋 kiss lips
❤️ heart love red
🧡 heart orange
💛 heart yellow
💚 heart green
💙 heart blue
💜 heart purple
🖤 heart black
🤍 heart white
💔 broken heart
💕 hearts love
💯 hundred perfect
💢 anger
💥 boom explosion
💫 dizzy star
💦 sweat drops water
💤 sleep zzz
🎉 party celebrate tada
🎊 confetti party
🎈 balloon birthday
🎁 gift present
🎂 cake birthday
🏆 trophy win
🥇 medal first gold
⭐ star
🌟 star glow
✨ sparkles new
🔥 fire hot
☀️ sun sunny
⛅ cloud sun
☁️ cloud
🌧️ rain
❄️ snow cold
⚡ lightning fast
🌈 rainbow
🌊 wave sea
🌍 earth world globe
🌙 moon night
🌹 rose flower
🌸 blossom flower
🌻 sunflower
🌱 plant seedling
🌳 tree
🍀 clover luck
🐶 dog
🐱 cat
🐭 mouse
🐰 rabbit
🦊 fox
🐻 bear
🐼 panda
🐨 koala
🦁 lion
🐮 cow
🐷 pig
🐸 frog
🐵 monkey
🙈 monkey see no evil
🐔 chicken
🐧 penguin
🐦 bird
🦄 unicorn
🐝 bee
🦋 butterfly
🐢 turtle
🐟 fish
🐬 dolphin
🐳 whale
🍎 apple
🍌 banana
🍓 strawberry
🍋 lemon
🍉 melon
🥑 avocado
🍕 pizza
🍔 burger
🍟 fries
🌮 taco
🍣 sushi
🍝 pasta
🥗 salad
🍞 bread
🧀 cheese
🍰 cake
🍪 cookie
🍫 chocolate
🍦 ice cream
☕ coffee
🍵 tea
🍺 beer
🍷 wine
🥂 cheers toast
🚗 car
🚚 truck delivery
🚲 bike bicycle
🚆 train
✈️ plane flight travel
🚀 rocket launch
🏠 house home
🏢 office building
🏖️ beach holiday
⚽ football soccer
🏀 basketball
🎮 game play
🎵 music note
🎧 headphones music
🎬 film movie
📷 camera photo
📱 phone mobile
💻 laptop computer
⌨️ keyboard
🖨️ printer
💡 idea light
🔋 battery
🔑 key
🔒 lock secure
🔧 wrench repair fix
🔨 hammer
🧰 tools
⚙️ settings gear
📦 parcel package box
📫 post mail
✉️ letter mail envelope
📧 email
📄 document page
📎 clip attach
📌 pin
📅 calendar date
⏰ alarm clock time
⏳ wait time hourglass
🛒 cart shopping basket
🛍️ bags shopping
💰 money
💳 card pay
🧾 receipt invoice
📈 chart up growth
📉 chart down
🔍 search find
🔗 link
🔔 bell
✅ check done yes
✔️ check done
❌ cross no wrong
❓ question
❗ exclamation important
⚠️ warning
🚫 forbidden no
♻️ recycle
➕ plus add
➖ minus
➡️ right arrow
⬅️ left arrow
⬆️ up arrow
⬇️ down arrow
🔄 refresh again
🆗 ok
🆕 new
🆘 help sos
🏁 finish flag
`;

interface Named {
  readonly emoji: string;
  readonly words: readonly string[];
}

/** Read when it is asked for, so that whoever only imports the door this stands in does without the table. */
let read: readonly Named[] | undefined;

function all(): readonly Named[] {
  read ??= TABLE.trim()
    .split('\n')
    .map((line) => {
      const [emoji = '', ...words] = line.split(' ');
      return { emoji, words };
    });
  return read;
}

/**
 * The emoji all of whose searched words begin one of theirs, those first of whose words the least is left: a whole word comes before
 * a longer one. An empty search finds all. Pure.
 * @public
 */
export function findEmoji(search: string): string[] {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean);
  return all()
    .map(({ emoji, words }) => {
      const rests = wanted.map((want) => (emoji === want ? 0 : shortestRest(words, want)));
      return { emoji, rest: rests.reduce((sum, rest) => sum + rest, 0) };
    })
    .filter(({ rest }) => Number.isFinite(rest))
    .sort((one, other) => one.rest - other.rest)
    .map(({ emoji }) => emoji);
}

/** How many letters the shortest of the words that begin so goes on for; infinitely many where none does. */
function shortestRest(words: readonly string[], start: string): number {
  const found = words.filter((word) => word.startsWith(start));
  return Math.min(...found.map((word) => word.length - start.length));
}
