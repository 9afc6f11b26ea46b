"""Amounts of money in words: in a currency, as the reader's language writes them."""

from decimal import Decimal

from django.utils import formats
from django.utils.translation import pgettext

# Signs that mean one currency wherever they are read; of others the three letters are written.
SIGNS = {"EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "ILS": "₪", "KRW": "₩", "UAH": "₴"}
# Currencies without a smaller coin.
WHOLE = frozenset({"BIF", "CLP", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "XAF"})
MINUS, HARD_SPACE = "\u2212", "\u00a0"


def money(amount: Decimal, currency: str) -> str:
    """'€1,250.00', or '1,250.00 ZAR' where there is no sign that all know."""
    whole = currency in WHOLE and amount == amount.to_integral_value()
    places = 0 if whole else 2
    number = formats.number_format(abs(amount), places, force_grouping=True)
    sign = SIGNS.get(currency)
    if sign:
        # Translators: where the sign of a currency stands: “€5.00”, or “5,00 €” with a hard space.
        pattern = pgettext("amount of money", "%(sign)s%(number)s")
        text = pattern % {"sign": sign, "number": number}
    else:
        text = f"{number}{HARD_SPACE}{currency}"
    return f"{MINUS}{text}" if amount < 0 else text
