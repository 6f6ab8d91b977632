"""The English words of the world; verbs stand in their base form."""

from __future__ import annotations

Words = dict[str, tuple[str, ...]]

SUBJECTS: Words = {
    "person": ("person", "man", "human", "woman", "girl", "boy", "child", "guy", "lady", "kid"),
    "astronaut": ("astronaut", "spaceman", "cosmonaut"),
    "painter": ("painter", "artist"),
    "cat": ("cat", "kitten", "kitty"),
    "dog": ("dog", "puppy", "doggy"),
    "bird": ("bird", "little bird", "sparrow", "parrot"),
    "fish": ("fish", "little fish"),
    "car": ("car", "automobile", "taxi", "sports car", "truck"),
    "boat": ("boat", "sailboat", "ship", "sailing boat"),
    "rocket": ("rocket", "spaceship", "spacecraft", "rocket ship"),
    "ball": ("ball", "rubber ball", "football"),
    "burger": ("burger", "hamburger", "cheeseburger"),
}
COLOURS: Words = {
    "red": ("red", "crimson", "scarlet", "bright red", "dark red"),
    "orange": ("orange", "bright orange"),
    "yellow": ("yellow", "golden", "bright yellow"),
    "green": ("green", "emerald", "light green", "dark green"),
    "blue": ("blue", "navy", "light blue", "dark blue", "sky blue"),
    "purple": ("purple", "violet", "lilac"),
    "pink": ("pink", "rosy", "hot pink", "magenta"),
    "white": ("white", "snow-white", "pure white"),
    "black": ("black", "jet-black", "pitch black"),
    "brown": ("brown", "chocolate brown", "tan"),
}
PLACES: Words = {
    "grassland": (
        "on a grassland",
        "over green hills",
        "in a meadow",
        "on the grass",
        "in a field",
        "in a green field",
        "in the park",
        "in the countryside",
        "on a prairie",
        "in a forest",
    ),
    "desert": ("in the desert", "on sand dunes", "in a sandy desert", "on the sand", "on the beach", "in the dunes"),
    "snow": (
        "in the snow",
        "in a snowy landscape",
        "in a snowy field",
        "on snow",
        "in the arctic",
        "on the ice",
        "in a winter landscape",
        "in deep snow",
    ),
    "space": ("in space", "in outer space", "on the moon", "under the stars", "under a starry sky", "in the galaxy"),
    "underwater": ("underwater", "under the sea", "under water", "in the ocean", "on the sea floor", "in the deep sea"),
    "city": (
        "in a neon city",
        "on a city street",
        "in the city",
        "in a big city",
        "downtown",
        "on a street",
        "in tokyo",
        "between skyscrapers",
    ),
    "room": (
        "in a room",
        "indoors",
        "in a living room",
        "inside a house",
        "in the bedroom",
        "at home",
        "in the kitchen",
    ),
    "game": ("in a game world", "in a video game", "in a platform game", "in a retro game", "in a game level"),
}
MOTIONS: Words = {
    "stay": ("stand still", "stay in place", "sit still", "stay where it is", "sit", "not move"),
    "left": ("move left", "go to the left", "run left", "walk to the left", "run from right to left", "head left"),
    "right": (
        "move right",
        "go to the right",
        "run right",
        "walk to the right",
        "run from left to right",
        "head right",
    ),
    "bounce": ("bounce", "drop and bounce", "bounce up and down", "bounce on the ground", "bounce around"),
    "jump": ("jump", "hop up and down", "jump up and down", "hop", "leap", "leap into the air", "jump around"),
    "circle": ("go in circles", "circle", "run in circles", "fly in circles", "go round and round", "move in a circle"),
    "rise": (
        "rise",
        "float up",
        "fly up",
        "rise into the air",
        "take off",
        "launch",
        "go up",
        "float upwards",
        "ascend",
    ),
    "fall": ("fall down", "drop to the ground", "fall", "fall from the sky", "fall to the ground", "drop down"),
}
ONWARD = (
    "run",
    "walk",
    "move",
    "go",
    "drive by",
    "swim",
    "fly",
    "sail",
    "race",
    "stroll",
    "drive",
    "walk along",
    "travel",
)
"""Verbs that tell of moving on, not where to: what moves on goes right."""
EVENTS: Words = {
    "occluded": (
        "pass behind a wall",
        "disappear behind a wall and come back",
        "go behind a wall",
        "hide behind a wall and come out again",
        "walk behind a wall",
    ),
    "paint": ("paint on a canvas", "paint a picture", "paint", "work on a painting", "paint strokes on a canvas"),
    "bite": ("be eaten", "be eaten bite by bite", "lose bite after bite", "get eaten", "be bitten"),
    "tracks": ("leave tracks", "leave footprints", "leave tracks behind", "leave a trail", "make footprints"),
    "meet": (
        "meet",
        "run into each other",
        "collide",
        "bump into each other",
        "crash into each other",
        "come together",
    ),
}
SHOTS: Words = {
    "cut": ("seen in two shots", "then a cut to another view", "two shots", "cut to a second shot", "with a cut"),
    "return": (
        "the camera goes and returns",
        "the camera looks away and comes back",
        "the camera moves away and returns",
        "the camera goes out and comes back",
    ),
}
CAMERAS: Words = {
    "static": ("the camera stands still", "static camera", "fixed shot", "", "", "", ""),
    "pan left": ("the camera pans left", "pan left", "camera panning left", "the camera turns to the left"),
    "pan right": ("the camera pans right", "pan right", "camera panning right", "the camera turns to the right"),
    "tilt up": ("the camera tilts up", "tilt up", "camera tilting up", "the camera looks up"),
    "tilt down": ("the camera tilts down", "tilt down", "camera tilting down", "the camera looks down"),
    "dolly in": ("the camera moves closer", "dolly in", "zoom in", "camera zooms in", "the camera pushes in"),
    "dolly out": ("the camera moves back", "dolly out", "zoom out", "camera zooms out", "the camera pulls back"),
    "orbit left": (
        "the camera orbits left",
        "orbit left",
        "the camera circles around to the left",
        "the camera orbits",
    ),
    "orbit right": ("the camera orbits right", "orbit right", "the camera circles around to the right"),
}
LIGHTS: Words = {
    "day": (
        "in daylight",
        "",
        "by day",
        "in the sunshine",
        "on a sunny day",
        "at noon",
        "during the day",
        "in the morning",
    ),
    "dusk": (
        "at sunset",
        "at dusk",
        "in the evening",
        "at sunrise",
        "at dawn",
        "at golden hour",
        "in the evening light",
    ),
    "night": (
        "at night",
        "by night",
        "at midnight",
        "in the dark",
        "in the moonlight",
        "during the night",
        "late at night",
    ),
}
WEATHERS: Words = {
    "clear": ("", "", "", "in clear weather", "under a clear sky"),
    "rain": (
        "in the rain",
        "rain is falling",
        "raining",
        "while rain falls",
        "it is raining",
        "in a rainstorm",
        "rainy",
        "in heavy rain",
    ),
    "snow": (
        "snow is falling",
        "in falling snow",
        "snowing",
        "while snow falls",
        "snowfall",
        "it is snowing",
        "in a snowstorm",
        "with snowflakes falling",
    ),
}
STYLES: Words = {
    "flat": ("flat style", "flat design", "flat colours", "in a flat style"),
    "pixel": ("pixel art", "", "in pixel art style", "8-bit style", "pixelated", "pixel style"),
    "sketch": ("pencil sketch", "sketch style", "in sketch style", "pencil drawing", "hand-drawn sketch", "sketched"),
    "neon": ("neon style", "in neon style", "neon colours", "glowing neon style", "neon look"),
}
SPEEDS: Words = {
    "0.5": ("at speed 0.5", "slowly", "slow", "gently"),
    "1.0": ("at speed 1.0", "at normal speed", "at speed 1"),
    "1.5": ("at speed 1.5", "quickly", "fast", "rapidly"),
}
