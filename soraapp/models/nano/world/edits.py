"""How people ask for a change: patterns for every attribute.

In a pattern {w} is the word, {b} the word without its preposition or in its base form, {n} a subject in its colour,
{k} the subject's noun, {o} what it was before, {it} what is changed.
"""

from __future__ import annotations

from soraapp.models.nano.world.fillers import listed

PATTERNS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "place": listed(
            "make it go {b}|make it {b}|make it {w}|change the place to {b}|change the background to {b}|move it {w}|"
            "put it {w}|turn the background into {b}|set it {w}|let it happen {w}|now {w}|take {it} {w}|same but {w}|"
            "the same thing {w}|replace {o} with {b}|{b} instead|what if it was {w}|i want {it} {w}|bring {it} {w}|"
            "go {b}|change {o} to {b}|{b} instead of {o}|make {it} happen {w}|transport {it} to {b}|let {it} be {w}|"
            "the background should be {b}"
        ),
        "light": listed(
            "make it {b}|now {w}|change the light to {b}|turn {o} into {b}|set it {w}|change it to {b}|same but {w}|"
            "{b} instead of {o}|make {it} happen {w}|the same {w}|change from {o} to {b}|now it is {b}|"
            "the light of {b}"
        ),
        "weather": listed("now {w}|the same {w}|add {b}|make {it} happen {w}|same but {w}|and {w}|with {b}"),
        "style": listed(
            "in {b}|now in {b}|make it {b}|make {it} look like {b}|as {b}|change the style to {b}|draw {it} in {b}|"
            "turn {it} into {b}|redo it as {b}|render in {b}|convert to {b}|same but in {b}|{b} instead of {o}|"
            "draw it as {b}"
        ),
        "colour": listed(
            "make {it} {b}|make the {k} {b}|turn the {k} {b}|change the colour to {b}|"
            "change the color of the {k} to {b}|paint it {b}|paint the {k} {b}|{b} instead|the {k} should be {b}|"
            "{b} instead of {o}|color the {k} {b}|change its colour to {b}|from {o} to {b}|turn the {o} {k} {b}|"
            "the {k} is now {b}|make it {b} not {o}"
        ),
        "subject": listed(
            "replace the {o} with {n}|replace {it} with {n}|turn the {o} into {n}|make it {n}|swap the {o} for {n}|"
            "{n} instead of a {o}|use {n} instead|change the {o} to {n}|it should be {n}|not a {o} but {n}|"
            "now with {n}|change the subject to {n}|instead of the {o} show {n}|make the {o} {n}|turn it into {n}|"
            "change {it} into {n}"
        ),
        "motion": listed(
            "make it {b}|make the {k} {b}|let it {b}|let the {k} {b}|it should {b}|the {k} should {b}|have {it} {b}|"
            "now the {k} should {b}|start to {b}|{b}|the {k} must {b}|i want it to {b}|i want the {k} to {b}|"
            "can it {b}"
        ),
        "shot": listed("{w}|with {w}|now {w}|and {w}|then {w}|make {w}|let {w}|but {w}|add {w}"),
        "speed": listed("{w}|but {w}|now {w}|make the camera go {w}|move the camera {w}"),
        "other": listed(
            "add {n}|and also {n}|with {n} too|add {n} next to it|add another subject: {n}|let it meet {n}|it meets {n}"
        ),
    },
    "zh": {
        "place": listed(
            "把它变成{b}|把场景换成{b}|把背景改成{b}|换成{b}|改成{b}|让它{w}|现在{w}|变成{b}|把地点改成{b}|把它放{w}|"
            "把{o}换成{b}|背景是{b}|如果{w}|换到{b}|搬到{b}去|把{it}放到{b}|场景改为{b}|背景换成{b}|让{it}发生{w}|"
            "把{it}变到{b}|去{b}|让它去{b}"
        ),
        "light": listed(
            "把时间改成{w}|变成{w}|现在是{w}|换成{w}|改到{w}|让{it}变成{w}|把{o}变成{w}|改成{w}|同样的画面但是{w}|"
            "时间是{w}|现在{w}了|把它改成{w}"
        ),
        "weather": listed("现在{w}|改成{w}|加上{w}|天气改成{w}|让它{w}|让天空{w}|开始{w}|变成{w}|并且{w}|要{w}"),
        "style": listed(
            "把{it}画成{w}|改成{w}|换成{w}|用{w}|{w}的画面|变成{w}|把风格改成{w}|把{o}换成{w}|用{w}来画|现在用{w}|"
            "转成{w}|以{w}呈现"
        ),
        "colour": listed(
            "把{k}变成{b}|把颜色换成{b}|把它变成{b}|改成{b}|换个颜色，{b}|{k}要{b}|把{o}换成{b}|把{o}的{k}变成{b}|"
            "把{k}涂成{b}|{k}改为{b}|让{k}变{b}|把{k}的颜色改成{b}|颜色改成{b}|{k}是{b}的|不要{o}，要{b}"
        ),
        "subject": listed(
            "把{o}换成{n}|把{o}变成{n}|换成{n}|改成{n}|把主角换成{n}|不要{o}，要{n}|用{n}代替{o}|变成{n}|把它变成{n}|"
            "把它换成{n}|主角改成{n}|现在是{n}"
        ),
        "motion": listed(
            "让它{b}|让{k}{b}|现在{k}{b}|使{k}{b}|叫{k}{b}|{k}开始{b}|要{b}|它应该{b}|{k}应该{b}|我要它{b}|"
            "让它开始{b}|把动作改成{b}"
        ),
        "shot": listed("{w}|让{w}|改成{w}|现在{w}|然后{w}|加上{w}|并且{w}|要{w}"),
        "speed": listed("{w}|再{w}|改成{w}|镜头{w}|镜头移动{w}"),
        "other": listed("加上{n}|再加{n}|再来{n}|旁边加{n}|添加{n}|让它遇到{n}|还有{n}"),
    },
}

WHOLE: dict[str, dict[tuple[str, str], tuple[str, ...]]] = {
    "en": {
        ("weather", "rain"): (
            "make it rain",
            "let it rain",
            "it should rain",
            "add some rain",
            "add rain",
            "add raindrops",
        ),
        ("weather", "snow"): ("make it snow", "let it snow", "add falling snow", "add snowflakes", "make snow fall"),
        ("weather", "clear"): (
            *(
                "remove the rain",
                "no rain",
                "stop the rain",
                "without rain",
                "stop the snow from falling",
                "no more rain",
            ),
            *("make the weather clear", "no falling snow", "it stops raining", "it stops snowing", "no rain or snow"),
        ),
        ("speed", "0.5"): ("slower", "slow down", "more slowly", "make it slower", "a slower camera"),
        ("speed", "1.5"): ("faster", "speed it up", "more quickly", "make it faster", "a faster camera"),
        ("camera", "static"): (
            "do not move the camera",
            "keep the camera still",
            "no camera movement",
            "stop the camera",
        ),
        ("camera", "dolly in"): ("get closer", "move the camera closer", "come closer", "a slow zoom in", "close in"),
        ("camera", "dolly out"): ("move the camera back", "pull back", "move the camera away", "zoom way out"),
    },
    "zh": {
        ("weather", "rain"): ("让它下雨", "加点雨", "加上雨", "开始下雨", "下起雨来", "加雨"),
        ("weather", "snow"): ("让它下雪", "加点雪花", "开始下雪", "下起雪来", "让雪落下来", "让天上下雪"),
        ("weather", "clear"): ("不要下雨", "别下雨了", "雨停了", "去掉雨", "不要下雪", "雪停了", "别下雪了", "天晴了"),
        ("speed", "0.5"): ("慢一点", "再慢些", "放慢", "慢些", "减速"),
        ("speed", "1.5"): ("快一点", "再快些", "加快", "快些", "加速"),
        ("camera", "static"): ("镜头不要动", "不要移动镜头", "让镜头保持不动", "镜头固定"),
        ("camera", "dolly in"): ("靠近一点", "近一点", "放大", "镜头近一些"),
        ("camera", "dolly out"): ("远一点", "缩小", "镜头远一些", "退后一点"),
    },
}
"""Requests that tell a value as a whole."""
