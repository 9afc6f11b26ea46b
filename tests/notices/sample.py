"""Words of a kind that only tests tell of, made of what stands in the notice."""

from csweek.notices.words import Message, put_into_words

SAMPLE = "sample"
SEALED = "sample-sealed"
PATH = "/about/"


@put_into_words(SAMPLE, lasts=True)
def sample(notices) -> list[Message]:
    return [
        Message(
            subject=each.context["title"],
            opening=each.context.get("opening", ""),
            parts=((each.context["title"], (each.context["title"],)),),
            path=each.context.get("path", PATH),
            action=each.context["title"],
        )
        for each in notices
    ]


@put_into_words(SEALED, is_sealed=True)
def sample_sealed(notices) -> list[Message]:
    return [Message(subject=SEALED, opening=SEALED) for _each in notices]
