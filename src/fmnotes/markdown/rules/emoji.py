"""`:pushpin:` as 📌: the names that notes use most of those of GitHub (gemoji). Only where it is asked for."""

from __future__ import annotations

from collections.abc import Mapping

from markdown_it.rules_core import StateCore

from fmnotes.text.regex import regex

_TABLE = """
+1 👍 -1 👎 100 💯 1234 🔢 abc 🔤 alarm_clock ⏰ alien 👽 angry 😠 apple 🍎 arrow_down ⬇️ arrow_down_small 🔽
arrow_forward ▶️ arrow_left ⬅️ arrow_lower_right ↘️ arrow_right ➡️ arrow_right_hook ↪️ arrow_up ⬆️
arrow_upper_right ↗️ art 🎨 baby 👶 bangbang ‼️ bar_chart 📊 beer 🍺 beers 🍻 beginner 🔰 bell 🔔 black_nib ✒️
blossom 🌼 blue_book 📘 blue_heart 💙 blush 😊 bomb 💣 book 📖 bookmark 🔖 bookmark_tabs 📑 books 📚 boom 💥
bow 🙇 brain 🧠 broken_heart 💔 bug 🐛 building_construction 🏗️ bulb 💡 bust_in_silhouette 👤
busts_in_silhouette 👥 cake 🍰 calendar 📆 camera 📷 card_index_dividers 🗂️ cat 🐱 chart_with_downwards_trend 📉
chart_with_upwards_trend 📈 checkered_flag 🏁 cherry_blossom 🌸 clap 👏 clapper 🎬 clipboard 📋 closed_book 📕
cloud ☁️ coffee ☕ computer 💻 confused 😕 construction 🚧 cookie 🍪 cop 👮 copyright ©️ credit_card 💳 crown 👑
cry 😢 crying_cat_face 😿 dart 🎯 date 📅 dizzy 💫 dog 🐶 dollar 💵 earth_asia 🌏 eight 8️⃣ email ✉️ envelope ✉️
exclamation ❗ eyes 👀 factory 🏭 file_folder 📁 fire 🔥 five 5️⃣ flags 🎏 floppy_disk 💾 four 4️⃣
four_leaf_clover 🍀 fox_face 🦊 game_die 🎲 gear ⚙️ gem 💎 ghost 👻 gift 🎁 globe_with_meridians 🌐
green_apple 🍏 green_book 📗 green_heart 💚 grey_exclamation ❕ grey_question ❔ grin 😁 grinning 😀 hammer 🔨
hammer_and_wrench 🛠️ handshake 🤝 hash #️⃣ heart ❤️ heart_eyes 😍 heavy_check_mark ✔️ heavy_exclamation_mark ❗
heavy_plus_sign ➕ hourglass ⌛ house 🏠 hugs 🤗 inbox_tray 📥 information_source ℹ️ joy 😂 key 🔑 keycap_ten 🔟
kr 🇰🇷 label 🏷️ large_blue_circle 🔵 laughing 😆 left_right_arrow ↔️ link 🔗 lock 🔒 loudspeaker 📢 mag 🔍
mag_right 🔎 mailbox 📫 man 👨 mega 📣 memo 📝 microscope 🔬 milky_way 🌌 money_with_wings 💸 moneybag 💰
mortar_board 🎓 mountain ⛰️ movie_camera 🎥 muscle 💪 musical_note 🎵 negative_squared_cross_mark ❎ new 🆕
newspaper 📰 nine 9️⃣ no_entry ⛔ no_entry_sign 🚫 notebook 📓 notebook_with_decorative_cover 📔 notes 🎶 ok 🆗
ok_hand 👌 one 1️⃣ open_book 📖 open_file_folder 📂 orange_book 📙 outbox_tray 📤 package 📦 page_facing_up 📄
page_with_curl 📃 palm_tree 🌴 paperclip 📎 partying_face 🥳 pencil 📝 pencil2 ✏️ penguin 🐧 pensive 😔 phone ☎️
pill 💊 pizza 🍕 point_down 👇 point_left 👈 point_right 👉 point_up ☝️ point_up_2 👆 pray 🙏 printer 🖨️
purple_heart 💜 pushpin 📌 question ❓ rabbit 🐰 racehorse 🐎 rainbow 🌈 raised_hands 🙌 raising_hand 🙋
recycle ♻️ red_circle 🔴 relaxed ☺️ repeat 🔁 robot 🤖 rocket 🚀 rose 🌹 rotating_light 🚨 round_pushpin 📍
running 🏃 satellite 📡 school 🏫 scissors ✂️ scroll 📜 see_no_evil 🙈 seedling 🌱 seven 7️⃣ shell 🐚 ship 🚢
six 6️⃣ skull 💀 sleeping 😴 small_blue_diamond 🔹 small_orange_diamond 🔸 smile 😄 smiley 😃 smirk 😏 snake 🐍
snowflake ❄️ snowman ⛄ sob 😭 soon 🔜 sos 🆘 sparkle ❇️ sparkler 🎇 sparkles ✨ sparkling_heart 💖
speech_balloon 💬 star ⭐ star2 🌟 stars 🌠 stopwatch ⏱️ student 🧑‍🎓 sunflower 🌻 sunglasses 😎 sunny ☀️
sweat 😓 sweat_smile 😅 tada 🎉 tea 🍵 teacher 🧑‍🏫 telescope 🔭 test_tube 🧪 thinking 🤔 thought_balloon 💭
three 3️⃣ thumbsdown 👎 thumbsup 👍 tiger 🐯 timer_clock ⏲️ toolbox 🧰 top 🔝 train 🚋
triangular_flag_on_post 🚩 triangular_ruler 📐 trophy 🏆 truck 🚚 tulip 🌷 two 2️⃣ umbrella ☔ unlock 🔓 up 🆙
us 🇺🇸 v ✌️ video_camera 📹 video_game 🎮 warning ⚠️ watch ⌚ wave 👋 whale 🐳 wheelchair ♿ white_check_mark ✅
wink 😉 woman 👩 worried 😟 wrench 🔧 writing_hand ✍️ x ❌ yellow_heart 💛 yum 😋 zap ⚡ zero 0️⃣ zzz 💤
"""
_WORDS = _TABLE.split()
EMOJI: Mapping[str, str] = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
_NAME = regex(r"(?<![A-Za-z0-9_:]):([a-z0-9_+-]{1,32}):(?![A-Za-z0-9_:])")


def emoji(state: StateCore) -> None:
    """After inline rules: names in a text, which ids of headings are still made of; unknown ones stay."""
    for token in state.tokens if ":" in state.src else ():
        for child in token.children or ():
            if child.type == "text" and ":" in child.content:
                shown = _NAME.sub(lambda found: EMOJI.get(found[1], found[0]), child.content)
                if shown != child.content:
                    child.meta["named"], child.content = child.content, shown
