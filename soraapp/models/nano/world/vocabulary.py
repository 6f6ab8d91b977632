"""The words of the world in English and Chinese, with synonyms; an empty word says nothing."""

from __future__ import annotations

Words = dict[str, tuple[str, ...]]

SUBJECTS: dict[str, Words] = {
    "en": {
        "person": ("person", "man", "human"),
        "astronaut": ("astronaut", "spaceman"),
        "painter": ("painter", "artist"),
        "cat": ("cat", "kitten"),
        "dog": ("dog", "puppy"),
        "bird": ("bird", "little bird"),
        "fish": ("fish",),
        "car": ("car", "automobile"),
        "boat": ("boat", "sailboat"),
        "rocket": ("rocket", "spaceship"),
        "ball": ("ball",),
        "burger": ("burger", "hamburger"),
    },
    "zh": {
        "person": ("人", "男人"),
        "astronaut": ("宇航员", "太空人"),
        "painter": ("画家",),
        "cat": ("猫", "小猫"),
        "dog": ("狗", "小狗"),
        "bird": ("鸟", "小鸟"),
        "fish": ("鱼", "小鱼"),
        "car": ("汽车", "小汽车"),
        "boat": ("船", "帆船"),
        "rocket": ("火箭", "飞船"),
        "ball": ("球", "皮球"),
        "burger": ("汉堡", "汉堡包"),
    },
}

COLOURS: dict[str, Words] = {
    "en": {name: (name,) for name in ("red", "orange", "yellow", "green", "blue", "pink", "white", "black", "brown")}
    | {"purple": ("purple", "violet")},
    "zh": {
        "red": ("红色的", "红"),
        "orange": ("橙色的", "橙"),
        "yellow": ("黄色的", "黄"),
        "green": ("绿色的", "绿"),
        "blue": ("蓝色的", "蓝"),
        "purple": ("紫色的", "紫"),
        "pink": ("粉色的", "粉红色的"),
        "white": ("白色的", "白"),
        "black": ("黑色的", "黑"),
        "brown": ("棕色的", "棕"),
    },
}

PLACES: dict[str, Words] = {
    "en": {
        "grassland": ("on a grassland", "over green hills", "in a meadow"),
        "desert": ("in the desert", "on sand dunes"),
        "snow": ("in the snow", "in a snowy landscape"),
        "space": ("under the night sky", "on the moon", "under the stars"),
        "underwater": ("underwater", "under the sea"),
        "city": ("in a neon city", "on a city street at night"),
        "room": ("in a room", "indoors"),
        "game": ("in a game world", "in a video game"),
    },
    "zh": {
        "grassland": ("在草地上", "在绿色的山丘上"),
        "desert": ("在沙漠里", "在沙丘上"),
        "snow": ("在雪地里", "在雪中"),
        "space": ("在星空下", "在月球上"),
        "underwater": ("在水下", "在海底"),
        "city": ("在霓虹城市里", "在夜晚的街道上"),
        "room": ("在房间里", "在室内"),
        "game": ("在游戏世界里", "在电子游戏里"),
    },
}

MOTIONS: dict[str, Words] = {
    "en": {
        "stay": ("stands still", "stays in place", ""),
        "left": ("moves left", "goes to the left"),
        "right": ("moves right", "goes to the right"),
        "bounce": ("bounces", "drops and bounces"),
        "jump": ("jumps", "hops up and down"),
        "circle": ("goes in circles", "circles"),
        "rise": ("rises", "floats up"),
        "fall": ("falls down", "drops to the ground"),
    },
    "zh": {
        "stay": ("静止不动", "站着", ""),
        "left": ("向左移动", "往左走"),
        "right": ("向右移动", "往右走"),
        "bounce": ("弹跳", "落下并弹起"),
        "jump": ("跳跃", "跳起来"),
        "circle": ("转圈", "绕圈"),
        "rise": ("上升", "向上飘"),
        "fall": ("落下", "掉到地上"),
    },
}

CAMERAS: dict[str, Words] = {
    "en": {
        "pan left": ("the camera pans left",),
        "pan right": ("the camera pans right",),
        "tilt up": ("the camera tilts up",),
        "tilt down": ("the camera tilts down",),
        "dolly in": ("the camera moves closer", "dolly in"),
        "dolly out": ("the camera moves back", "dolly out"),
        "orbit left": ("the camera orbits left",),
        "orbit right": ("the camera orbits right",),
    },
    "zh": {
        "pan left": ("镜头左摇",),
        "pan right": ("镜头右摇",),
        "tilt up": ("镜头上仰",),
        "tilt down": ("镜头下俯",),
        "dolly in": ("镜头推近",),
        "dolly out": ("镜头拉远",),
        "orbit left": ("镜头向左环绕",),
        "orbit right": ("镜头向右环绕",),
    },
}

LIGHTS: dict[str, Words] = {
    "en": {"dusk": ("at sunset", "at dusk"), "night": ("at night",), "day": ("in daylight", "")},
    "zh": {"dusk": ("黄昏", "日落时"), "night": ("夜晚",), "day": ("白天", "")},
}

WEATHERS: dict[str, Words] = {
    "en": {"rain": ("in the rain", "rain is falling"), "snow": ("snow is falling", "in falling snow"), "clear": ("",)},
    "zh": {"rain": ("下雨",), "snow": ("下雪",), "clear": ("",)},
}

STYLES: dict[str, Words] = {
    "en": {
        "flat": ("flat style",),
        "pixel": ("pixel art", ""),
        "sketch": ("pencil sketch", "sketch style"),
        "neon": ("neon style",),
    },
    "zh": {"flat": ("扁平风格",), "pixel": ("像素画", ""), "sketch": ("素描",), "neon": ("霓虹风格",)},
}

SPEEDS: dict[str, Words] = {
    "en": {"0.5": ("at speed 0.5", "slowly"), "1.0": ("at speed 1.0",), "1.5": ("at speed 1.5", "quickly")},
    "zh": {"0.5": ("速度 0.5", "缓慢地"), "1.0": ("速度 1.0",), "1.5": ("速度 1.5", "快速地")},
}

EVENTS: dict[str, Words] = {
    "en": {
        "occluded": ("passes behind a wall", "disappears behind a wall and comes back"),
        "paint": ("paints on a canvas",),
        "bite": ("is being eaten", "loses bite after bite"),
        "tracks": ("leaves tracks", "leaves footprints"),
        "meet": ("meet", "run into each other"),
        "cut": ("seen in two shots", "then a cut to another view"),
        "return": ("the camera goes and returns",),
    },
    "zh": {
        "occluded": ("从墙后面经过",),
        "paint": ("在画布上画画",),
        "bite": ("被一口一口吃掉",),
        "tracks": ("留下脚印",),
        "meet": ("相遇", "相撞"),
        "cut": ("两个镜头",),
        "return": ("镜头移开又回来",),
    },
}

TABLES: dict[str, dict[str, Words]] = {
    "place": PLACES,
    "light": LIGHTS,
    "weather": WEATHERS,
    "style": STYLES,
    "camera": CAMERAS,
    "speed": SPEEDS,
    "event": EVENTS,
    "subject": SUBJECTS,
    "colour": COLOURS,
    "motion": MOTIONS,
    "other subject": SUBJECTS,
    "other colour": COLOURS,
}
"""The words of every attribute that a caption can tell."""
