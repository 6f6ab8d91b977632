"""The drawn world that nano learns: a small 3D stage in pixel art, rendered without limit, told in two languages."""
