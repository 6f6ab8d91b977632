"""What people also say: words around a prompt, and words that tell nothing that the world can draw."""

from __future__ import annotations

import random


def listed(words: str) -> tuple[str, ...]:
    """Words or patterns that are written one after the other with a bar between them."""
    return tuple(words.split("|"))


OPENINGS: dict[str, tuple[str, ...]] = {
    "en": listed(
        "a video of|please|can you|i want to see|show me|create|generate|a cinematic shot of|an animation of|"
        "please make|a short film about|imagine|make a video with|a picture of|a scene with|i would like|draw|"
        "there is|we see|here is|now|ok|please show|a close shot of|a beautiful image of|could you please make|"
        "once upon a time there was"
    ),
    "zh": listed(
        "请|请生成|帮我做一个视频|我想看|画|生成|一个视频|画面中|一段动画|请画|我想要|做一个|有|这里有|给我看|视频里|"
        "想象一下|一张图片|麻烦|可以"
    ),
}
REMARKS: dict[str, tuple[str, ...]] = {
    "en": listed(
        "highly detailed|cinematic|beautiful|4k|very cute|masterpiece|with soft shadows|the mood is calm|"
        "everyone is happy|stylish|dramatic|best quality|it feels like a dream|the air is fresh|full of life|"
        "with great care|in high quality|peaceful atmosphere|ultra hd|the viewer can feel the calm|please|thank you|"
        "as in an old story|epic|lovely|the picture is simple and clear|every detail can be seen|"
        "nothing else happens|keep everything else|keep the rest the same|for my children|like in a dream|with love|"
        "it is wonderful|trending|award winning|the wind blows gently|shadows grow long|there is a feeling of peace|"
        "the scene is full of charm|a story begins"
    ),
    "zh": listed(
        "高清|电影感|很漂亮|超级可爱|画面精美|细节丰富|气氛安静|充满生机|大师作品|谢谢|其他不变|其余保持不变|"
        "非常好看|梦幻一般|很有趣|唯美|高质量|给孩子们看|画面简洁|慢慢讲一个故事|充满童趣|让人感到平静|微风轻轻吹过|"
        "一切都很美好|请保持原样"
    ),
}
ADJECTIVES: dict[str, tuple[str, ...]] = {
    "en": listed("cute|small|little|big|large|fluffy|happy|tiny|old|young|funny|shiny|lonely|beautiful|brave|huge"),
    "zh": listed("可爱的|小小的|大大的|巨大的|快乐的|漂亮的|老|年轻的|孤独的|毛茸茸的|闪亮的|胖胖的"),
}
THINGS: dict[str, tuple[str, ...]] = {
    "en": listed(
        "elephant|castle|piano|dragon|bridge|tree|robot|tiger|horse|cow|hat|scarf|table|chair|computer|phone|guitar|"
        "flower|banana|apple|bicycle|train|mountain|lion|bear|monkey|unicorn|ghost|clock|book|lamp|window|umbrella|"
        "mushroom|pizza|wizard|king|tower|statue|cactus|box|bag|bottle|sofa"
    ),
    "zh": listed(
        "大象|城堡|钢琴|龙|大桥|机器人|老虎|马|牛|帽子|围巾|桌子|椅子|电脑|手机|吉他|花|香蕉|苹果|自行车|狮子|熊|"
        "猴子|独角兽|钟|书|灯|雨伞|蘑菇|披萨|国王|雕像|仙人掌|盒子|瓶子|沙发"
    ),
}
"""Things that the world does not have."""
NOISE: dict[str, tuple[str, ...]] = {
    "en": listed(
        "quantum|finance|stock|market|democracy|philosophy|tax|invoice|theorem|banking|interest|rate|law|economics|"
        "server|database|password|meeting|schedule|email|holiday|coffee|opinion|language|history|chapter|policy|"
        "budget|hello|world|test|what|why|how|who|is|are|the|of|to|and|or|if|then|because|maybe|never|always|"
        "something|nothing|thing|idea|plan|report|number|seven|twelve|percent|science|chemistry|music|song|poem|"
        "thought|theory|justice|memory|future|past|energy|network|algorithm|contract|price|shop|school|teacher|"
        "doctor|nation|president|hospital|recipe|insurance|lecture|software|update|version|random|word|salad|meaning|"
        "mind|dear|sir|thanks|good|bad|better|love|hate|question|answer|problem|solution|one|two|three|many|few|"
        "other|same|different|new"
    ),
    "zh": listed(
        "量子|金融|股票|市场|民主|哲学|税务|发票|定理|银行|利率|法律|经济|服务器|数据库|密码|会议|日程|邮件|假期|"
        "咖啡|意见|语言|历史|政策|预算|你好|世界|测试|什么|为什么|怎么|因为|可能|从来|总是|想法|计划|报告|数字|科学|"
        "化学|音乐|歌曲|思想|理论|正义|记忆|未来|过去|能源|网络|算法|合同|价格|学校|老师|医生|国家|医院|保险|软件|"
        "更新|版本|问题|答案|谢谢|今天|明天"
    ),
}


def babble(rng: random.Random, language: str) -> str:
    """A word that means nothing here: a known one, letters at random or a rare character."""
    if rng.random() < 0.6:
        return rng.choice(NOISE[language])
    if language == "zh":
        return "".join(_character(rng) for _ in range(rng.randint(1, 3)))
    return "".join(rng.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(rng.randint(2, 9)))


def _character(rng: random.Random) -> str:
    """One of the common characters, which GB 2312 keeps in its rows 0xB0 to 0xD6."""
    return bytes((rng.randint(0xB0, 0xD6), rng.randint(0xA1, 0xFE))).decode("gb2312")


def mistyped(text: str, rng: random.Random) -> str:
    """The text with one letter of a longer English word left out, doubled or swapped with the next."""
    words = text.split(" ")
    long = [index for index, word in enumerate(words) if len(word) > 4 and word.isascii() and word.isalpha()]
    if not long:
        return text
    index = rng.choice(long)
    word, at = words[index], rng.randint(1, len(words[index]) - 2)
    middle = rng.choice(("", word[at] * 2, word[at + 1] + word[at]))
    rest = word[at + 2 :] if len(middle) == 2 and middle[0] != middle[1] else word[at + 1 :]
    words[index] = word[:at] + middle + rest
    return " ".join(words)
