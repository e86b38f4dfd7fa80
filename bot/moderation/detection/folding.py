"""Fold single characters to what they look or sound like, so that every offset can be traced back."""

import unicodedata
from typing import Final

_COMBINING: Final = (
    (0x0300, 0x036F),
    (0x0483, 0x0489),
    (0x0591, 0x05C7),
    (0x0610, 0x061A),
    (0x0640, 0x0640),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    # Devanagari: what hums, dots and joins is written or left out as people please.
    (0x0900, 0x0903),
    (0x093C, 0x093C),
    (0x094D, 0x094D),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F),
    (0xE0000, 0xE01EF),
)
_APOSTROPHES: Final = frozenset("'’‘‛ʼʻ´ˈ＇ʹ′")
_BLANK: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f")
_LINE_ENDS: Final = frozenset("\n\r\u2028\u2029\x0b\x0c\x85")
_SMALL_CAPITALS: Final = dict(
    zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɑɡıłøđ", "abcdefghijklmnoprstuvwyzagilod", strict=True),
)
TRADITIONAL: Final = (
    "殺們這個說話時間對嗎過還會沒來為樣麼讓後發現從給當開關實應無論於與兩國東車電長門問聽見覺認識難離愛媽頭點錢輕藥"
    "樓頂橋繩燒斷結束別謝許該裡邊處寫遺書準備買吞數殘劃傷臉雙腳腕變壞願還寧爸親獨歲乾淨遠夢強討厭誰剛幾顆淚滿連總"
    "聲氣歡樂飯貓臺灣體學課業壓業嚴經濟絕燈選擇傳機號隨僅鬧戲劇話題員隊義棄煩惱終場幫鐵軌繼續憂鬱醫嘗試腦"
)
_SIMPLIFIED: Final = (
    "杀们这个说话时间对吗过还会没来为样么让后发现从给当开关实应无论于与两国东车电长门问听见觉认识难离爱妈头点钱轻药"
    "楼顶桥绳烧断结束别谢许该里边处写遗书准备买吞数残划伤脸双脚腕变坏愿还宁爸亲独岁干净远梦强讨厌谁刚几颗泪满连总"
    "声气欢乐饭猫台湾体学课业压业严经济绝灯选择传机号随仅闹戏剧话题员队义弃烦恼终场帮铁轨继续忧郁医尝试脑"
)
_SAME_SOUND: Final = str.maketrans(
    {
        "œ": "oe",
        "æ": "ae",
        # Arabic: letters that chat exchanges freely.
        **dict(zip("ىةکیګٱ", "يهكيكا", strict=True)),
        # Devanagari: a vowel sign is no letter to Unicode and would end the word; long and short sound alike.
        **dict(zip("ािीुूेैोौॉॅईऊृ", "आइइउउएऐओऔओएइउर", strict=True)),
        # Kana: the same syllables in two scripts.
        **{chr(point): chr(point - 0x60) for point in range(0x30A1, 0x30F7)},
        # Chinese: traditional characters of the words that the packs and daily talk are made of.
        **dict(zip(TRADITIONAL, _SIMPLIFIED, strict=True)),
    }
)
_SQUARED: Final = ((0x1F130, 26), (0x1F150, 26), (0x1F170, 26), (0x1F1E6, 26))

# Cyrillic and Greek letters that pass for Latin ones; applied only to a word that mixes scripts or
# that spells a word of a pack, so that words in those scripts stay themselves.
LOOKALIKES: Final = str.maketrans(
    "аеорсухівкмнтѕјԁһӏѵԛԝαβεικνορτυχω",
    "aeopcyxibkmhtsjdhlvqwabeikvoptuxw",
)


class _Folds(dict[int, str]):
    """Fold a code point the first time it is asked for; at most as large as Unicode."""

    def __missing__(self, point: int) -> str:
        folded = _fold(point)
        self[point] = folded
        return folded


def _combining(point: int) -> bool:
    return any(low <= point <= high for low, high in _COMBINING)


def _fold(point: int) -> str:
    char = chr(point)
    category = unicodedata.category(char)
    if char in _APOSTROPHES or char in _BLANK or category == "Cf" or _combining(point):
        return ""
    if char in _LINE_ENDS:
        return "\n"
    if category in {"Cc", "Cs"}:
        return " "
    if (letter := _SMALL_CAPITALS.get(char) or _squared(point)) is not None:
        return letter
    plain = unicodedata.normalize("NFKD", char).casefold()
    kept = "".join(c for c in plain if c not in _APOSTROPHES and not _combining(ord(c)))
    # Hangul syllables and kana come apart under NFKD and must be put together again.
    return unicodedata.normalize("NFC", kept).translate(_SAME_SOUND)


def _squared(point: int) -> str | None:
    for first, count in _SQUARED:
        if first <= point < first + count:
            return chr(ord("a") + point - first)
    return None


FOLDS: Final = _Folds()


def fold(text: str) -> str:
    """Return the text folded character by character: case, width, accents, invisible marks, apostrophes."""
    return text.translate(FOLDS)


_ASCII: Final = [fold(chr(byte)) for byte in range(128)]
_GONE: Final = bytes(byte for byte, folded in enumerate(_ASCII) if not folded)
_FOLDED: Final = bytes(ord(folded or " ") for folded in _ASCII).ljust(256)


def fold_ascii(text: str) -> bytes:
    """Return the same for a text that is plain ASCII, as bytes, faster."""
    return text.encode().translate(_FOLDED, _GONE)


def fold_offsets(text: str) -> list[int]:
    """Return, for each character of `fold(text)` and its end, the offset in the text it came from."""
    offsets: list[int] = []
    for index, char in enumerate(text):
        offsets.extend([index] * len(FOLDS[ord(char)]))
    offsets.append(len(text))
    return offsets
