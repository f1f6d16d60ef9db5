"""The marks of a component and how they are drawn: each has a shape of its own, so none needs its colour."""

from bot.pictures.canvas import Canvas, Colour, Point, Style

FULL: Colour = (94, 190, 255)
EMPTY: Colour = (196, 203, 212)
_LINE = 4


def draw_mark(canvas: Canvas, value: str, centre: Point, radius: int) -> None:
    """A filled disc for yes, half a one for partial, an empty ring for no, a question mark for all else."""
    if value == "yes":
        canvas.fill_disc(centre, radius, FULL)
    elif value == "partial":
        canvas.draw_ring(centre, radius, FULL, _LINE)
        canvas.fill_disc(centre, radius, FULL, 90, 270)
    elif value == "no":
        canvas.draw_ring(centre, radius, EMPTY, _LINE)
    else:
        canvas.write(centre, "?", Style(radius * 2, EMPTY, strong=True), anchor="mm")
