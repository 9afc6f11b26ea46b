"""Questions of many parts: their SQL is put together once a process, however often they are asked.

Putting together what joins twenty queries takes Django thirty times as long as the database takes
to answer, and nothing of it changes but a few values.
"""

from collections.abc import Callable, Iterator
from functools import cache

from django.db import connection
from django.db.models import Field, QuerySet, Value


class Given(Value):
    """Stands in a question for the value of this name, which is given whenever it is asked."""

    def __init__(self, name: str, output_field: Field):
        super().__init__(name, output_field=output_field)

    def as_sql(self, compiler, connection):
        return "%s", (self,)

    def param(self, values: dict):
        return self.output_field.get_db_prep_value(values[self.value], connection)


class Question:
    """`query` builds what is asked, of plain values; nothing in it may be of the moment or of the
    language in which it is asked first, for it stays."""

    def __init__(self, query: Callable[[], QuerySet]):
        self.query = query
        self._compiled = cache(lambda _vendor: self.compiled())

    def compiled(self) -> tuple[str, tuple, list]:
        """The SQL, its parameters, and how values of which columns are converted for Python."""
        compiler = self.query().query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([column for column, *_rest in compiler.select])
        return sql, tuple(params), list(converters.items())

    def ask(self, **values) -> Iterator[list]:
        sql, params, converters = self._compiled(connection.vendor)
        params = [each.param(values) if isinstance(each, Given) else each for each in params]
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            rows = cursor.fetchall()
        return _converted(rows, converters)


def _converted(rows: list[tuple], converters: list) -> Iterator[list]:
    for row in map(list, rows):
        for column, (convert, expression) in converters:
            for each in convert:
                row[column] = each(row[column], expression, connection)
        yield row
